package io.weightless.reactor;

import static io.weightless.reactor.ExecutorWorld.thrownBy;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.scope.Deadline;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.testkit.FastEngine;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What FutureTask and ScheduledThreadPoolExecutor promise of cancel, for tasks of a reactor.
class ExecutorCancelTest {
  private static final Duration LONG = Duration.ofDays(1);

  @AutoClose private final ExecutorWorld world = new ExecutorWorld();
  private final ReactorExecutor executor = world.executor;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsCancelledBeforeItBeginsNeverRuns(boolean mayInterrupt) {
    Future<?> future = executor.submit(world.marks("ran"));

    assertThat(future.cancel(mayInterrupt)).isTrue();
    world.settle();
    assertThat(world.trail).isEmpty();
    assertThat(future.isCancelled()).isTrue();
    assertThat(future.isDone()).isTrue();
    assertThat(future.state()).isEqualTo(Future.State.CANCELLED);
    assertThat(thrownBy(future::get)).isInstanceOf(CancellationException.class);
  }

  @Test
  void whatIsDoneCantBeCancelled() {
    Future<String> future = executor.submit(() -> "value");
    world.settle();

    assertThat(future.cancel(true)).isFalse();
    assertThat(future.isCancelled()).isFalse();
    assertThat(future.resultNow()).isEqualTo("value");
  }

  @Test
  void cancelTrueEndsTheWaitOfATaskThatRuns() {
    Future<?> future = executor.submit(this::markHowTheWaitEnds);
    world.settle();
    assertThat(future.cancel(true)).isTrue();
    world.settle();

    assertThat(world.trail).containsExactly("its future was cancelled", "flag true");
    assertThat(world.reactor.tasks()).isEmpty();
  }

  @Test
  void cancelFalseLetsATaskThatRunsGoOn() {
    Future<?> future =
        executor.submit(() -> {
          Task.sleep(Duration.ofSeconds(1));
          world.markAt("ended");
        });
    world.settle();
    assertThat(future.cancel(false)).isTrue();
    assertThat(future.isCancelled()).isTrue();
    world.pass(1);

    assertThat(world.trail).containsExactly("ended@1");
  }

  @Test
  void anotherThreadCancelsATaskThatRuns() {
    Future<?> future = executor.submit(this::markHowTheWaitEnds);
    world.settle();
    assertThat(world.elsewhere(() -> future.cancel(true))).isTrue();
    world.settle();

    assertThat(world.trail).containsExactly("its future was cancelled", "flag true");
  }

  @Test
  void aTaskCancelsItself() {
    world.run(() -> {
      Future<?>[] self = new Future<?>[1];
      self[0] =
          executor.submit(() -> {
            self[0].cancel(true);
            world.mark("goes on until it waits");
            markHowTheWaitEnds();
          });
    });

    assertThat(world.trail)
        .containsExactly("goes on until it waits", "its future was cancelled", "flag true");
  }

  @Test
  void theScopesInsideOfACancelledTaskAreCancelledWithAllTheirTasks() {
    Future<?> future =
        executor.submit(() ->
            Scope.run(outer ->
                Scope.run(
                    Deadline.after(LONG),
                    scope -> {
                      scope.start("child", this::markHowTheWaitEnds);
                      outer.start("aunt", this::markHowTheWaitEnds);
                      Task.sleep(LONG);
                      return null;
                    })));
    world.settle();
    future.cancel(true);
    world.settle();

    assertThat(world.trail)
        .containsExactly(
            "its future was cancelled", "flag true", "its future was cancelled", "flag true");
    assertThat(world.reactor.tasks()).isEmpty();
  }

  @Test
  void aScopeThatACancelledTaskOpensIsBornCancelled() {
    world.run(() -> {
      Future<?>[] self = new Future<?>[1];
      self[0] =
          executor.submit(() -> {
            self[0].cancel(true);
            Scope.run(scope -> scope.start("child", this::markHowTheWaitEnds));
          });
    });

    assertThat(world.trail).containsExactly("its future was cancelled", "flag true");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsShieldedIsFinishedFirst(boolean inAScope) {
    Runnable shielded =
        () -> {
          Scope.shield(() -> {
            Task.sleep(Duration.ofSeconds(2));
            world.markAt("finished, flag " + Thread.currentThread().isInterrupted());
          });
          markHowTheWaitEnds();
        };
    Future<?> future =
        executor.submit(() -> {
          if (inAScope) {
            Scope.join(_ -> shielded.run());
          } else {
            shielded.run();
          }
        });
    world.settle();
    future.cancel(true);
    world.settle();
    world.pass(2);

    assertThat(world.trail)
        .containsExactly("finished, flag false@2", "its future was cancelled", "flag true");
  }

  @Test
  @FastEngine
  void aWaitOfTheJdkIsInterrupted() {
    CountDownLatch never = new CountDownLatch(1);
    Future<?> future =
        executor.submit(() -> {
          world.mark(thrownBy(never::await).getClass());
        });
    world.settle();
    future.cancel(true);
    world.settle();

    assertThat(world.trail).containsExactly(InterruptedException.class);
  }

  @Test
  void ofATaskThatGetsAFutureTheFutureIsLeftAlone() {
    Future<String> inner =
        executor.submit(() -> {
          Task.sleep(Duration.ofSeconds(1));
          return "value";
        });
    Future<?> outer = executor.submit(() -> inner.get());
    world.settle();
    outer.cancel(true);
    world.settle();
    assertThat(world.reactor.tasks()).hasSize(1);
    world.pass(1);

    assertThat(inner.resultNow()).isEqualTo("value");
  }

  @Test
  void whatIsCancelledWhileItIsDelayedIsGoneAtOnce() {
    ScheduledFuture<?> future = executor.schedule(world.marks("ran"), 1, SECONDS);
    world.settle();
    future.cancel(false);

    assertThat(executor).hasToString("ReactorExecutor[0 jobs]");
    world.pass(2);
    assertThat(world.trail).isEmpty();
  }

  @Test
  void aPeriodicTaskThatCancelsItselfRunsNoMore() {
    ScheduledFuture<?>[] self = new ScheduledFuture<?>[1];
    self[0] =
        executor.scheduleAtFixedRate(
            () -> {
              world.markAt("ran");
              self[0].cancel(true);
              world.mark(thrownBy(() -> Task.sleep(LONG)).getMessage());
            },
            1,
            1,
            SECONDS);
    world.settle();
    world.pass(1);
    world.pass(5);

    assertThat(world.trail).containsExactly("ran@1", "its future was cancelled");
    assertThat(self[0].isCancelled()).isTrue();
    assertThat(executor).hasToString("ReactorExecutor[0 jobs]");
  }

  @Test
  void theEndOfTheReactorsRunEndsItsTasksAndIsNoFailure() {
    Future<?>[] future = new Future<?>[1];
    Throwable thrown =
        thrownBy(() ->
            world.run(() -> {
              future[0] = executor.submit(() -> Task.sleep(LONG));
              executor.execute(() -> Task.sleep(LONG));
              throw new IllegalStateException("main");
            }));
    // a failure of the body alone ends nothing, so they slept
    assertThat(thrown).hasMessage("main").hasNoSuppressedExceptions();
    assertThat(future[0].state()).isEqualTo(Future.State.SUCCESS);

    thrown =
        thrownBy(() ->
            world.run(() -> {
              future[0] = executor.submit(() -> Task.sleep(LONG));
              executor.execute(() -> Task.sleep(LONG));
              Task.yield();
              Task.yield();
              world.reactor.post(() -> {
                throw new IllegalStateException("callback");
              });
            }));
    assertThat(thrown).hasMessage("callback").hasNoSuppressedExceptions();
    assertThat(future[0].state()).isEqualTo(Future.State.CANCELLED);
  }

  private void markHowTheWaitEnds() {
    try {
      Task.sleep(LONG);
    } catch (Cancelled cancelled) {
      world.mark(cancelled.getMessage());
      world.mark("flag " + Thread.currentThread().isInterrupted());
      throw cancelled;
    }
  }
}

package io.weightless.reactor;

import static io.weightless.reactor.ExecutorWorld.thrownBy;
import static java.util.concurrent.TimeUnit.DAYS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.engine.internal.Suspension;
import io.weightless.scope.Deadline;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// How an executor ends: awaited, closed, or with its reactor.
class ExecutorCloseTest {
  @AutoClose private final ExecutorWorld world = new ExecutorWorld();
  private final ReactorExecutor executor = world.executor;

  @Test
  void awaitTerminationInATaskIsOnTheReactorsTime() {
    world.run(() -> {
      executor.execute(() -> Task.sleep(Duration.ofSeconds(100)));
      assertThat(executor.awaitTermination(1, SECONDS)).isFalse();
      executor.shutdown();
      world.markAt(executor.awaitTermination(10, SECONDS));
      world.markAt(executor.awaitTermination(1, DAYS));
      world.markAt(executor.awaitTermination(0, SECONDS));
    });

    assertThat(world.trail).containsExactly("false@11", "true@100", "true@100");
  }

  @Test
  void aCallbackCantAwaitTheEndNorClose() {
    executor.execute(() -> Task.sleep(Duration.ofSeconds(1)));
    world.settle();
    world.reactor.post(() -> {
      world.mark(thrownBy(() -> executor.awaitTermination(1, SECONDS)).getClass());
      world.mark(thrownBy(executor::close).getClass());
      world.mark(executor.isShutdown());
    });
    world.settle();
    world.pass(1);

    assertThat(world.trail)
        .containsExactly(IllegalStateException.class, IllegalStateException.class, false);
  }

  @Test
  void closeWaitsForAllThatWasSubmitted() {
    world.run(() -> {
      try (ReactorExecutor inner = world.reactor.executor()) {
        inner.execute(() -> {
          Task.sleep(Duration.ofSeconds(2));
          world.markAt("slept");
        });
        var _ = inner.schedule(world.marksAt("delayed"), 3, SECONDS);
      }
      world.markAt("closed");
    });

    assertThat(world.trail).containsExactly("slept@2", "delayed@3", "closed@3");
  }

  @Test
  void closeOfACancelledTaskCancelsAndStillWaits() {
    world.run(() -> {
      String how =
          Scope.runOr(
              Deadline.after(Duration.ofSeconds(1)),
              "timed out",
              _ -> {
                try (ReactorExecutor inner = world.reactor.executor()) {
                  inner.execute(() -> {
                    try {
                      Task.sleep(Duration.ofDays(1));
                    } finally {
                      Scope.shield(() -> Task.sleep(Duration.ofSeconds(2)));
                      world.markAt("cleaned up");
                    }
                  });
                }
                return "closed";
              });
      world.markAt(how);
    });

    assertThat(world.trail).containsExactly("cleaned up@3", "closed@3");
  }

  @Test
  void aTaskOfAnotherReactorOnVirtualTimeClosesItAndThatIsNoDeadlock() {
    executor.execute(() -> Task.sleep(Duration.ofSeconds(1)));
    try (ExecutorWorld other = new ExecutorWorld()) {
      other.executor.execute(() -> {
        executor.close();
        other.mark("closed");
      });
      other.settle();
      other.reactor.step(Duration.ofNanos(1)); // has nothing else to wait for
      world.settle();
      world.pass(1);
      assertThat(executor.isTerminated()).isTrue();
      other.settle();

      assertThat(other.trail).containsExactly("closed");
    }
  }

  @Test
  void closeOnItsOwnReactorOfWhatNeverEndsIsADeadlock() {
    assertThat(
            thrownBy(() ->
                world.run(() -> {
                  executor.execute(() -> new Suspension<>("an answer").await(() -> true));
                  executor.close();
                })))
        .isInstanceOf(Deadlock.class)
        .hasMessageContaining("waits for the end of ReactorExecutor[1 jobs, shut down]");
  }

  @Test
  void aTaskCantCloseTheExecutorThatRunsIt() {
    Future<?> future = executor.submit(executor::close);
    world.settle();

    assertThat(future.exceptionNow())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a task can't close the executor that runs it");
    assertThat(executor.isShutdown()).isFalse();
  }

  @Test
  void aThreadOutsideClosesIt() {
    executor.execute(world.marks("ran"));
    boolean _ =
        world.elsewhere(() -> {
          executor.close();
          return true;
        });

    assertThat(executor.isTerminated()).isTrue();
    assertThat(world.trail).containsExactly("ran");
  }

  @Test
  void executorsOfOneReactorAreShutDownAlone() {
    ReactorExecutor other = world.reactor.executor();
    executor.shutdown();
    other.execute(world.marks("other"));
    world.settle();

    assertThat(world.trail).containsExactly("other");
  }

  @Test
  void withTheReactorEndsWhatWasLeftAndWhoeverWaitsElsewhereIsTold() throws Exception {
    ScheduledFuture<?> delayed = executor.schedule(world.marks("delayed"), 1, DAYS);
    ScheduledFuture<?> periodic = executor.scheduleAtFixedRate(world.marks(""), 1, 1, DAYS);
    CountDownLatch waits = new CountDownLatch(1);
    Thread other =
        Thread.ofPlatform()
            .start(() -> {
              waits.countDown();
              world.mark(thrownBy(delayed::get).getClass());
            });
    waits.await();
    world.settle();
    world.reactor.close();
    other.join();

    assertThat(world.trail).containsExactly(CancellationException.class);
    assertThat(periodic.isCancelled()).isTrue();
    assertThat(executor.isTerminated()).isTrue();
    assertThatThrownBy(() -> executor.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class);
    assertThatThrownBy(world.reactor::executor).hasMessage("this reactor is closed");
  }

  @Test
  void whatRunsAtTheReactorsCloseIsCancelled() throws Exception {
    Logged log = Logged.capture();
    Future<?> future = executor.submit(() -> Task.sleep(Duration.ofDays(1)));
    world.settle();
    world.reactor.close();
    log.close();

    assertThat(future.isCancelled()).isTrue();
    assertThat(executor.awaitTermination(0, SECONDS)).isTrue();
    assertThat(log.messages()).singleElement().asString().startsWith("a reactor was closed");
  }
}

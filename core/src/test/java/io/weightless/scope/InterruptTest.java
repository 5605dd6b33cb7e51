package io.weightless.scope;

import static io.weightless.scope.Stage.seconds;
import static io.weightless.scope.Stage.sleep;
import static io.weightless.scope.Stage.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.reactor.Work;
import io.weightless.testkit.FastEngine;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Cancellation and the JDK's waits: it reaches them as an interrupt.
class InterruptTest {
  @AutoClose private final Stage stage = new Stage();

  /// The JDK's own sleep is one of the waits that are tested; it does not pass.
  @Test
  @FastEngine
  void aCancelledTaskIsInterruptedInAWaitOfTheJdk() {
    stage.run(() ->
        Scope.run(scope -> {
          scope.start("take", () -> stage.mark(interrupted(InterruptTest::takeForEver)));
          scope.start("sleep", () -> stage.mark(interrupted(() -> Thread.sleep(seconds(1_000)))));
          scope.start("wait", () -> stage.mark(interrupted(InterruptTest::waitForEver)));
          sleep(1);
          scope.cancel("enough");
          return null;
        }));

    assertThat(stage.trail).hasSize(3).containsOnly("InterruptedException, flag false");
  }

  @Test
  @FastEngine
  void anInterruptedExceptionInACancelledTaskIsItsCancellationAndNoFailure() {
    stage.run(() ->
        stage.mark(
            Scope.run(scope -> {
              Task<?> task = scope.start("taker", InterruptTest::takeForEver);
              Task<?> inScope =
                  scope.start(
                      "taker in a scope",
                      () ->
                          Scope.run(inner -> {
                            takeForEver();
                            return null;
                          }));
              sleep(1);
              task.cancel("enough");
              inScope.cancel("enough");
              stage.mark(thrownBy(task::await).getMessage());
              stage.mark(thrownBy(inScope::await).getMessage());
              return "scope goes on";
            })));

    assertThat(stage.trail)
        .containsExactly(
            "task 'taker' was cancelled: enough",
            "task 'taker in a scope' was cancelled: enough",
            "scope goes on");
  }

  @Test
  @FastEngine
  void aWaitOfTheJdkThatADeadlineEndsIsADeadlineExceeded() throws Exception {
    stage.run(() -> {
      assertThatThrownBy(() -> Scope.run(Deadline.after(seconds(3)), scope -> takeForEver()))
          .isInstanceOf(DeadlineExceeded.class);
      stage.mark(Thread.currentThread().isInterrupted());
      assertThatThrownBy(() ->
              Scope.run(
                  Deadline.after(seconds(3)),
                  scope -> scope.start("taker", InterruptTest::takeForEver)))
          .isInstanceOf(DeadlineExceeded.class);
    });

    assertThat(stage.trail).containsExactly(false);
    assertThat(stage.clock.nanos()).isEqualTo(seconds(6).toNanos());
  }

  @Test
  @FastEngine
  void aSiblingThatIsInterruptedByAFailureIsNotSuppressedInIt() {
    stage.run(() -> {
      Throwable thrown =
          thrownBy(() ->
              Scope.run(scope -> {
                scope.start("taker", InterruptTest::takeForEver);
                sleep(1);
                throw new IOException("mine");
              }));
      assertThat(thrown).hasMessage("mine").hasNoSuppressedExceptions();
    });
  }

  @Test
  @FastEngine
  void aLoopThatSwallowsInterruptsIsInterruptedAgainAfterEachWaitOfOurs() {
    stage.run(() ->
        Scope.run(scope -> {
          scope.start(
              "swallows",
              () -> {
                for (int i = 0; i < 3; i++) {
                  stage.mark(interrupted(InterruptTest::takeForEver));
                  stage.mark(thrownBy(() -> sleep(1)).getMessage());
                }
              });
          sleep(1);
          scope.cancel("enough");
          return null;
        }));

    String taken = "InterruptedException, flag false";
    assertThat(stage.trail).containsExactly(taken, "enough", taken, "enough", taken, "enough");
  }

  @Test
  void aTaskThatIsBornCancelledIsInterruptedInItsFirstWaitOfTheJdk() {
    stage.run(() ->
        Scope.run(scope -> {
          scope.cancel("enough");
          scope.start("late", () -> stage.mark(interrupted(InterruptTest::takeForEver)));
          return null;
        }));

    assertThat(stage.trail).containsExactly("InterruptedException, flag false");
  }

  @Test
  void aTaskCancelledBeforeItsFirstTurnStartsWithTheFlagSet() {
    stage.run(() ->
        Scope.run(scope -> {
          Task<?> task =
              scope.start("task", () -> stage.mark(Thread.currentThread().isInterrupted()));
          task.cancel("enough");
          return null;
        }));

    assertThat(stage.trail).containsExactly(true);
  }

  @Test
  void whenACancelledScopeHasEndedTheFlagIsClear() {
    stage.run(() -> {
      assertThatThrownBy(() ->
              Scope.run(scope -> {
                scope.cancel("enough");
                stage.mark(Thread.currentThread().isInterrupted());
                Task.yield();
                return null;
              }))
          .isInstanceOf(CancellationException.class);
      stage.mark(Thread.currentThread().isInterrupted());
    });

    assertThat(stage.trail).containsExactly(true, false);
  }

  @Test
  void whenAnInnerScopeEndsInsideACancelledOneTheFlagStays() {
    stage.run(() ->
        Scope.run(outer -> {
          outer.cancel("enough");
          Scope.run(inner -> null);
          stage.mark(Thread.currentThread().isInterrupted());
          return null;
        }));

    assertThat(stage.trail).containsExactly(true);
  }

  @Test
  void whenAnInterruptedExceptionEndsAnInnerScopeTheFlagIsSetAgainForTheCancelledOneAround() {
    stage.run(() ->
        Scope.run(outer -> {
          outer.cancel("enough");
          Throwable thrown =
              thrownBy(() ->
                  Scope.run(inner -> {
                    throw new InterruptedException(Thread.interrupted() ? "taken" : "not set");
                  }));
          stage.mark(thrown.toString() + ", flag " + Thread.currentThread().isInterrupted());
          return null;
        }));

    assertThat(stage.trail).containsExactly("io.weightless.reactor.Cancelled: enough, flag true");
  }

  @Test
  void whenAScopeThatWasNotCancelledEndsAnInterruptOfTheUserStays() {
    stage.run(() -> {
      Scope.run(scope -> {
        Thread.currentThread().interrupt();
        scope.start("task", () -> {});
        return null;
      });
      stage.mark(Thread.interrupted());
    });

    assertThat(stage.trail).containsExactly(true);
  }

  @Test
  void anInterruptedExceptionInATaskThatWasNotCancelledIsAFailure() {
    InterruptedException failure = new InterruptedException("mine");
    stage.run(() ->
        stage.mark(
            thrownBy(() ->
                Scope.run(scope ->
                    scope.start(
                        "failing",
                        () -> {
                          throw failure;
                        })))));

    assertThat(stage.trail).containsExactly(failure);
  }

  @Test
  @FastEngine
  void anInterruptOfTheRunningThreadEndsAWaitOfTheJdkAsACancellation() {
    Thread runner = Thread.currentThread();

    assertThatThrownBy(() ->
            stage.run(() -> {
              stage.reactor.after(Duration.ofSeconds(1), runner::interrupt);
              Scope.run(scope -> {
                scope.start("taker", InterruptTest::takeForEver);
                return takeForEver();
              });
            }))
        .isInstanceOf(CancellationException.class)
        .hasNoSuppressedExceptions();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  @FastEngine
  void aCallbacksFailureEndsAWaitOfTheJdkThatIsInNoScopeToo() {
    assertThatThrownBy(() ->
            stage.run(() -> {
              stage.reactor.after(
                  Duration.ofSeconds(1),
                  () -> {
                    throw new IllegalStateException("callback");
                  });
              takeForEver();
            }))
        .hasMessage("callback")
        .hasNoSuppressedExceptions();
  }

  private static Object takeForEver() throws InterruptedException {
    return new LinkedBlockingQueue<>().take();
  }

  private static void waitForEver() throws InterruptedException {
    Object monitor = new Object();
    synchronized (monitor) {
      while (true) {
        monitor.wait();
      }
    }
  }

  private static String interrupted(Work<?> wait) {
    return thrownBy(wait).getClass().getSimpleName()
        + ", flag "
        + Thread.currentThread().isInterrupted();
  }
}

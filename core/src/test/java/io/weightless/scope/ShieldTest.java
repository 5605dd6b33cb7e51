package io.weightless.scope;

import static io.weightless.scope.Stage.seconds;
import static io.weightless.scope.Stage.sleep;
import static io.weightless.scope.Stage.sleepForEver;
import static io.weightless.scope.Stage.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Cancelled;
import io.weightless.testkit.FastEngine;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ShieldTest {
  @AutoClose private final Stage stage = new Stage();

  @Test
  void whatIsShieldedGoesOnAndTheCancellationIsSeenBehindIt() {
    stage.run(() -> {
      Throwable thrown =
          thrownBy(() ->
              Scope.run(scope -> {
                scope.start("canceller", () -> scope.cancel("enough"));
                Scope.shield(_ -> slowly("inside"));
                stage.markAt(thrownBy(Task::yield).getMessage());
                sleep(1);
                return null;
              }));
      stage.mark(thrown.getMessage());
    });

    assertThat(stage.trail).containsExactly("inside@5", "enough@5", "enough");
  }

  @Test
  void aShieldThatIsEnteredWhenAllIsCancelledHoldsToo() {
    stage.run(() ->
        Scope.run(scope -> {
          scope.cancel("enough");
          stage.markAt(thrownBy(() -> sleep(1)).getMessage());
          Scope.shield(_ -> slowly("cleaned up"));
          return null;
        }));

    assertThat(stage.trail).containsExactly("enough@0", "cleaned up@5");
  }

  @Test
  void tasksAndScopesInsideAreShieldedAsWell() {
    stage.run(() ->
        Scope.run(scope -> {
          Task<String> task = scope.start("shielded", () -> Scope.shield(this::workInside));
          Task.yield();
          task.cancel("enough");
          return task.await();
        }));

    assertThat(stage.trail).containsExactly("scope@5", "task@5");
  }

  private String workInside(Scope shield) {
    shield.start("inside", () -> slowly("task"));
    return Scope.run(_ -> slowly("scope"));
  }

  @Test
  void aShieldCanBeCancelledItself() {
    stage.run(() -> {
      Throwable thrown =
          thrownBy(() ->
              Scope.shield(shield -> {
                shield.start("canceller", () -> shield.cancel("of all things"));
                sleepForEver();
                return null;
              }));
      stage.markAt(thrown.getMessage());
      assertThat(thrown).isInstanceOf(CancellationException.class);
    });

    assertThat(stage.trail).containsExactly("of all things@0");
  }

  @Test
  void aDeadlineInsideAShieldEndsIt() {
    stage.run(() -> {
      Scope.run(scope -> {
        scope.cancel("enough");
        stage.markAt(
            Scope.shield(
                _ -> Scope.runOr(Deadline.after(seconds(2)), "too late", _ -> slowly("never"))));
        return null;
      });
    });

    assertThat(stage.trail).containsExactly("too late@2");
  }

  @Test
  void aDeadlineAroundAShieldIsSeenWhenItHasEnded() {
    stage.run(() ->
        stage.markAt(
            thrownBy(() ->
                    Scope.run(
                        Deadline.after(seconds(1)),
                        _ -> {
                          Scope.shield(_ -> slowly("inside"));
                          Task.yield();
                          return null;
                        }))
                .getMessage()));

    assertThat(stage.trail).containsExactly("inside@5", "the deadline of PT1S passed@5");
  }

  @Test
  void aBodyThatNeverWaitsBehindItsShieldKeepsItsResult() {
    stage.run(() ->
        stage.mark(
            Scope.run(scope -> {
              scope.cancel("enough");
              return Scope.shield(_ -> "result");
            })));

    assertThat(stage.trail).containsExactly("result");
  }

  @Test
  void shieldsNest() {
    stage.run(() ->
        Scope.run(outer -> {
          outer.cancel("outer");
          Scope.shield(shield -> {
            shield.cancel("shield");
            Scope.shield(_ -> slowly("innermost"));
            stage.markAt(thrownBy(Task::yield).getMessage());
            return null;
          });
          stage.markAt(thrownBy(Task::yield).getMessage());
          return null;
        }));

    assertThat(stage.trail).containsExactly("innermost@5", "shield@5", "outer@5");
  }

  @Test
  void aFailureInsideAShieldIsThrownFromIt() {
    IllegalStateException failure = new IllegalStateException("mine");
    stage.run(() ->
        stage.mark(
            thrownBy(() ->
                Scope.shield(shield -> {
                  shield.start("failing", () -> fail(failure));
                  sleepForEver();
                  return null;
                }))));

    assertThat(stage.trail).containsExactly(failure);
  }

  @Test
  void aShieldedSectionIsNotInterruptedAndTheRestIs() {
    stage.run(() ->
        Scope.run(scope -> {
          Task<?> task =
              scope.start(
                  "interrupted",
                  () -> {
                    Scope.shield(_ -> slowly("interrupted: " + Thread.interrupted()));
                    stage.mark("behind: " + Thread.currentThread().isInterrupted());
                  });
          Task.yield();
          task.cancel("enough");
          return null;
        }));

    assertThat(stage.trail).containsExactly("interrupted: false@5", "behind: true");
  }

  @Test
  @FastEngine
  void aWaitOfTheJdkInsideAShieldGoesOn() {
    CountDownLatch latch = new CountDownLatch(1);
    stage.run(() ->
        Scope.run(scope -> {
          Task<?> task =
              scope.start(
                  "waiting",
                  () -> {
                    Scope.<Void, InterruptedException>shield(_ -> awaitLatch(latch));
                    stage.mark(thrownBy(Task::yield).getClass());
                  });
          Task.yield();
          task.cancel("enough");
          Task.yield();
          stage.mark("open");
          latch.countDown();
          return null;
        }));

    assertThat(stage.trail).containsExactly("open", "passed", Cancelled.class);
  }

  private Void awaitLatch(CountDownLatch latch) throws InterruptedException {
    latch.await();
    stage.mark("passed");
    return null;
  }

  @Test
  void theEndOfTheReactorReachesIntoShields() {
    Throwable thrown =
        thrownBy(() ->
            stage.run(() ->
                Scope.run(scope -> {
                  scope.start("forever", () -> Scope.shield(_ -> forEver()));
                  Task.yield();
                  stage.mark("begun");
                  stage.reactor.post(ShieldTest::failInCallback);
                  return null;
                })));

    assertThat(thrown).hasMessage("the loop is broken");
    assertThat(stage.trail).containsExactly("begun", "ended");
  }

  private static void failInCallback() {
    throw new IllegalStateException("the loop is broken");
  }

  private Void forEver() {
    try {
      sleepForEver();
    } finally {
      stage.mark("ended");
    }
    return null;
  }

  private String slowly(String what) {
    sleep(5);
    stage.markAt(what);
    return what;
  }

  private static void fail(RuntimeException failure) {
    throw failure;
  }
}

package io.weightless.scope;

import static io.weightless.scope.Stage.seconds;
import static io.weightless.scope.Stage.sleep;
import static io.weightless.scope.Stage.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What Evergreen's tests of tasks and of its loop show, or meant to, and no other test here does;
/// `docs/ancestry.md` lists all.
class EvergreenTasksTest {
  @AutoClose private final Stage stage = new Stage();

  @Test
  void aTaskThatWasCancelledBeforeItsFirstTurnCanBeAwaited() {
    stage.run(() ->
        Scope.run(scope -> {
          Task<?> gone = scope.start("gone", Stage::sleepForEver);
          gone.cancel("before it began");
          scope.start("joiner", () -> stage.markAt(thrownBy(gone::await).getClass()));
          return null;
        }));

    assertThat(stage.trail).containsExactly(CancellationException.class + "@0");
  }

  /// It was ready when it was cancelled: so the wait is over, and the next one throws.
  @Test
  void aTaskThatIsReadyWhenItIsCancelledGoesOnToItsNextWait() {
    stage.run(() ->
        Scope.run(scope -> {
          Task<?> task =
              scope.start(
                  "task",
                  () -> {
                    for (int i = 1; i <= 3; i++) {
                      Task.yield();
                      stage.mark(i);
                    }
                  });
          scope.start("canceller", () -> task.cancel("enough"));
          return null;
        }));

    assertThat(stage.trail).containsExactly(1);
  }

  @Test
  void anAwaitThatTimesOutLeavesTheTaskRunning() {
    stage.run(() ->
        Scope.run(scope -> {
          Task<String> slow =
              scope.start(
                  "slow",
                  () -> {
                    sleep(10);
                    return "result";
                  });
          stage.markAt(Scope.runOr(Deadline.after(seconds(1)), "timeout", _ -> slow.await()));
          stage.mark(slow.state());
          stage.markAt(slow.await());
          return null;
        }));

    assertThat(stage.trail).containsExactly("timeout@1", Task.State.RUNNING, "result@10");
  }

  /// Evergreen's loop printed it, and the test that it was in passed.
  @Test
  void anAssertionThatFailsInATaskComesOutOfTheRun() {
    Throwable thrown =
        thrownBy(() ->
            stage.run(() ->
                Scope.run(outer ->
                    outer.start(
                        "outer",
                        () ->
                            Scope.run(inner ->
                                inner.start("inner", () -> assertThat(1).isEqualTo(2)))))));

    assertThat(thrown).isInstanceOf(AssertionError.class);
  }

  @Test
  void aRunEndsWithItsTasksAndDoesNotWaitForATimer() {
    stage.run(() -> {
      stage.reactor.after(Duration.ofDays(1), () -> stage.mark("timer"));
      sleep(1);
      stage.markAt("main ends");
    });

    assertThat(stage.trail).containsExactly("main ends@1");
    assertThat(stage.clock.nanos()).isEqualTo(seconds(1).toNanos());
  }

  @Test
  void aReactorThatHasRunRunsAgainAndItsTimersAreStillThere() {
    stage.run(() -> stage.reactor.after(seconds(5), () -> stage.markAt("timer")));
    stage.run(() -> {
      sleep(10);
      stage.markAt("second run");
    });

    assertThat(stage.trail).containsExactly("timer@5", "second run@10");
  }

  @Test
  void whatIsStartedInATurnRunsInALaterOneAlsoWhenItsStarterGoesOnForLong() {
    stage.run(() ->
        Scope.run(scope -> {
          scope.start("a", () -> scope.start("of a", () -> stage.mark("of a")));
          scope.start("b", () -> stage.mark("b"));
          stage.clock.advance(seconds(100));
          stage.mark("main");
          return null;
        }));

    assertThat(stage.trail).containsExactly("main", "b", "of a");
  }
}

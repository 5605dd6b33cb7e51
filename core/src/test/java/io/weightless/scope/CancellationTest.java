package io.weightless.scope;

import static io.weightless.scope.Stage.sleep;
import static io.weightless.scope.Stage.sleepForEver;
import static io.weightless.scope.Stage.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Cancelled;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class CancellationTest {
  @AutoClose private final Stage stage = new Stage();

  @Test
  void aScopeCancelledByItsTaskEndsItsBodyAndThrowsTheReason() {
    stage.run(() -> {
      Throwable thrown =
          thrownBy(() ->
              Scope.run(scope -> {
                scope.start("canceller", () -> scope.cancel("enough"));
                waitAndMark("body");
                return null;
              }));
      assertThat(thrown).isInstanceOf(CancellationException.class).hasMessage("enough");
    });

    assertThat(stage.trail).containsExactly("body: enough");
  }

  @Test
  void aBodyThatHasReturnedKeepsItsResultWhenItsScopeIsCancelled() {
    stage.run(() ->
        stage.mark(
            Scope.run(scope -> {
              scope.start("background", () -> waitAndMark("background"));
              scope.start("canceller", () -> scope.cancel("enough"));
              return "result";
            })));

    assertThat(stage.trail).containsExactly("background: enough", "result");
  }

  @Test
  void aBodyMayCancelItsOwnScopeAndReturnItsResult() {
    stage.run(() ->
        stage.mark(
            Scope.run(scope -> {
              scope.start("background", () -> waitAndMark("background"));
              Task.yield();
              scope.cancel("done");
              return "result";
            })));

    assertThat(stage.trail).containsExactly("background: done", "result");
  }

  @Test
  void aSwallowedCancellationIsThrownAgainAtTheNextWaitOfEveryKind() {
    stage.run(() ->
        stage.mark(
            Scope.run(scope -> {
              Task<String> done = scope.start("done", () -> "done");
              Task<?> endless = scope.start("endless", Stage::sleepForEver);
              Task.yield();
              scope.cancel("enough");
              stage.mark(thrownBy(Task::yield).getMessage());
              stage.mark(thrownBy(() -> sleep(1)).getMessage());
              stage.mark(thrownBy(() -> Task.sleep(Duration.ZERO)).getMessage());
              stage.mark(thrownBy(done::await).getMessage());
              stage.mark(thrownBy(endless::await).getMessage());
              return "result";
            })));

    assertThat(stage.trail)
        .containsExactly("enough", "enough", "enough", "enough", "enough", "result");
  }

  @Test
  void catchingExceptionDoesNotEatACancellation() {
    stage.run(() ->
        stage.mark(
            thrownBy(() ->
                Scope.run(scope -> {
                  scope.cancel("enough");
                  try {
                    sleep(1);
                  } catch (Exception e) {
                    stage.mark("eaten");
                  }
                  return null;
                }))));

    assertThat(stage.trail).singleElement().isInstanceOf(CancellationException.class);
  }

  @Test
  void theFirstReasonStays() {
    stage.run(() ->
        Scope.run(scope -> {
          scope.cancel("first");
          scope.cancel("second");
          stage.mark(thrownBy(Task::yield).getMessage());
          return null;
        }));

    assertThat(stage.trail).containsExactly("first");
  }

  @Test
  void aTaskStartedInACancelledScopeRunsUntilItsFirstWait() {
    stage.run(() ->
        Scope.run(scope -> {
          scope.cancel("enough");
          scope.start(
              "late",
              () -> {
                stage.mark("late starts");
                waitAndMark("late");
              });
          return null;
        }));

    assertThat(stage.trail).containsExactly("late starts", "late: enough");
  }

  @Test
  void aTaskCancelledBeforeItsFirstTurnRunsUntilItsFirstWaitToo() {
    stage.run(() ->
        Scope.run(scope -> {
          Task<?> task =
              scope.start(
                  "task",
                  () -> {
                    stage.mark("task starts");
                    waitAndMark("task");
                  });
          task.cancel("enough");
          return null;
        }));

    assertThat(stage.trail).containsExactly("task starts", "task: enough");
  }

  @Test
  void cancellingAScopeReachesInnerScopesAndTheirTasksAtAnyDepth() {
    stage.run(() -> {
      Throwable thrown =
          thrownBy(() ->
              Scope.run(outer -> {
                outer.start(
                    "task",
                    () ->
                        Scope.run(inner -> {
                          inner.start("child", () -> waitAndMark("child"));
                          waitAndMark("inner body");
                          return null;
                        }));
                sleep(1);
                outer.cancel("enough");
                waitAndMark("outer body");
                return null;
              }));
      assertThat(thrown).isInstanceOf(CancellationException.class).hasMessage("enough");
    });

    assertThat(stage.trail)
        .containsExactlyInAnyOrder("child: enough", "inner body: enough", "outer body: enough");
  }

  @Test
  void aCancelledInnerScopeLeavesTheOuterOneAlone() {
    stage.run(() ->
        Scope.run(outer -> {
          outer.start("outer task", () -> sleepAndMark("outer task"));
          Throwable thrown =
              thrownBy(() ->
                  Scope.run(inner -> {
                    inner.cancel("only here");
                    sleep(1);
                    return null;
                  }));
          stage.mark(thrown.getMessage());
          sleepAndMark("outer body");
          return null;
        }));

    assertThat(stage.trail).containsExactly("only here", "outer body@5", "outer task@5");
  }

  @Test
  void theOuterCancellationPassesThroughTheInnerScopeAlsoWhenTheInnerOneWasCancelledFirst() {
    stage.run(() -> {
      Throwable thrown =
          thrownBy(() ->
              Scope.run(outer -> {
                stage.mark(
                    thrownBy(() ->
                            Scope.run(inner -> {
                              inner.cancel("inner");
                              outer.cancel("outer");
                              sleepForEver();
                              return null;
                            }))
                        .toString());
                Task.yield();
                return null;
              }));
      stage.mark(thrown.toString());
    });

    assertThat(stage.trail)
        .containsExactly(
            "io.weightless.reactor.Cancelled: outer",
            "java.util.concurrent.CancellationException: outer");
  }

  @Test
  void aScopeOpenedInsideACancelledOneIsBornCancelled() {
    stage.run(() ->
        thrownBy(() ->
            Scope.run(outer -> {
              outer.cancel("enough");
              Scope.run(inner -> {
                inner.start("task", () -> waitAndMark("task"));
                waitAndMark("inner body");
                return null;
              });
              stage.mark("not reached");
              return null;
            })));

    assertThat(stage.trail).containsExactly("inner body: enough", "task: enough");
  }

  @Test
  void aScopeWhoseTasksWereCutByAnOuterCancellationDoesNotReturnAsIfTheyHadEnded() {
    stage.run(() -> {
      Throwable thrown =
          thrownBy(() ->
              Scope.run(outer -> {
                outer.start(
                    "canceller",
                    () -> {
                      sleep(1);
                      outer.cancel("enough");
                    });
                Scope.run(inner -> inner.start("worker", () -> waitAndMark("worker")));
                stage.mark("as if the worker had ended");
                return null;
              }));
      assertThat(thrown).isInstanceOf(CancellationException.class).hasMessage("enough");
    });

    assertThat(stage.trail).containsExactly("worker: enough");
  }

  @Test
  void aTaskMayReturnAnothersCancellationAsItsResult() {
    stage.run(() -> {
      Cancelled other = cancelledBy(Scope.run(scope -> scope));
      stage.mark(Scope.run(scope -> scope.start("returns it", () -> other)).await() == other);
    });

    assertThat(stage.trail).containsExactly(true);
  }

  private static Cancelled cancelledBy(Scope scope) {
    return new Cancelled("enough", scope);
  }

  private void sleepAndMark(String name) {
    sleep(5);
    stage.markAt(name);
  }

  private void waitAndMark(String name) {
    try {
      sleepForEver();
    } catch (Cancelled cancelled) {
      stage.mark(name + ": " + cancelled.getMessage());
      throw cancelled;
    }
  }
}

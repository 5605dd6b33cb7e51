package io.weightless.scope;

import static io.weightless.scope.Stage.sleep;
import static io.weightless.scope.Stage.sleepForEver;
import static io.weightless.scope.Stage.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Cancelled;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class AwaitTest {
  @AutoClose private final Stage stage = new Stage();

  @Test
  void awaitGivesTheResultWhenTheTaskHasEnded() {
    stage.run(() ->
        Scope.run(scope -> {
          Task<String> task =
              scope.start(
                  "slow",
                  () -> {
                    sleep(2);
                    return "value";
                  });
          stage.markAt(task.await());
          stage.markAt("again " + task.await());
          return null;
        }));

    assertThat(stage.trail).containsExactly("value@2", "again value@2");
  }

  @Test
  void severalTasksAwaitOneAndGoOnInTheOrderInWhichTheyBegan() {
    stage.run(() ->
        Scope.run(scope -> {
          Task<String> task =
              scope.start(
                  "awaited",
                  () -> {
                    sleep(1);
                    return "value";
                  });
          for (String name : new String[] {"a", "b", "c", "d"}) {
            scope.start(name, () -> stage.mark(name + " " + task.await()));
          }
          return null;
        }));

    assertThat(stage.trail).containsExactly("a value", "b value", "c value", "d value");
  }

  @Test
  void anAwaitThatIsCancelledLeavesTheAwaitedTaskAndTheOtherAwaitsAlone() {
    stage.run(() ->
        Scope.run(scope -> {
          Task<String> task =
              scope.start(
                  "awaited",
                  () -> {
                    sleep(2);
                    return "value";
                  });
          Task<?> impatient = scope.start("impatient", () -> stage.mark(task.await()));
          scope.start("patient", () -> stage.markAt("patient " + task.await()));
          sleep(1);
          impatient.cancel("enough");
          return null;
        }));

    assertThat(stage.trail).containsExactly("patient value@2");
  }

  @Test
  void awaitFromAnotherScopeThrowsTheTasksFailure() {
    IllegalStateException failure = new IllegalStateException("mine");
    stage.run(() -> {
      Task<?>[] task = new Task<?>[1];
      stage.mark(
          thrownBy(() ->
              Scope.run(outer -> {
                outer.start(
                    "watcher",
                    () -> {
                      Task.yield();
                      stage.mark(thrownBy(task[0]::await));
                    });
                stage.mark(
                    thrownBy(() ->
                        Scope.run(inner -> {
                          task[0] =
                              inner.start(
                                  "failing",
                                  () -> {
                                    sleep(1);
                                    throw failure;
                                  });
                          return null;
                        })));
                throw new IOException("outer");
              })));
    });

    assertThat(stage.trail).hasSize(3).startsWith(failure, failure);
  }

  @Test
  void awaitWrapsACheckedFailureInTaskFailed() {
    IOException failure = new IOException("disk");
    stage.run(() -> {
      Task<?>[] task = new Task<?>[1];
      thrownBy(() ->
          Scope.run(scope -> {
            task[0] =
                scope.start(
                    "reader",
                    () -> {
                      throw failure;
                    });
            return null;
          }));
      stage.mark(thrownBy(task[0]::await));
    });

    assertThat(stage.trail)
        .singleElement()
        .satisfies(thrown ->
            assertThat((Throwable) thrown)
                .isInstanceOf(TaskFailed.class)
                .hasMessage("task 'reader' failed: java.io.IOException: disk")
                .hasCause(failure));
  }

  @Test
  void awaitOfATaskWhoseScopeHasEndedGivesItsResult() {
    stage.run(() -> {
      Task<String> task = Scope.run(scope -> scope.start("done", () -> "value"));
      stage.mark(task.await());
    });

    assertThat(stage.trail).containsExactly("value");
  }

  @Test
  void awaitOfADoneTaskDoesNotGiveUpItsTurnButIsACancellationPoint() {
    stage.run(() ->
        Scope.run(scope -> {
          Task<String> done = scope.start("done", () -> "value");
          done.await();
          scope.start("other", () -> stage.mark("other"));
          stage.mark(done.await());
          scope.cancel("enough");
          stage.mark(thrownBy(done::await).getClass());
          return null;
        }));

    assertThat(stage.trail).containsExactly("value", Cancelled.class, "other");
  }

  @Test
  void aTaskThatAwaitsItselfIsRefused() {
    stage.run(() ->
        Scope.run(scope -> {
          Task<?>[] self = new Task<?>[1];
          self[0] = scope.start("self", () -> stage.mark(thrownBy(self[0]::await).getMessage()));
          return null;
        }));

    assertThat(stage.trail).containsExactly("task 'self' awaits itself");
  }

  @Test
  void awaitOfATaskThatEndsInTheTurnOfItsCancellationGivesWhatCameFirst() {
    stage.run(() ->
        Scope.run(scope -> {
          Task<String> awaited =
              scope.start(
                  "awaited",
                  () -> {
                    sleep(1);
                    return "value";
                  });
          Task<?> waiter = scope.start("waiter", () -> stage.mark(awaited.await()));
          scope.start(
              "canceller",
              () -> {
                awaited.await();
                waiter.cancel("too late for this wait");
              });
          return null;
        }));

    assertThat(stage.trail).containsExactly("value");
  }

  @Test
  void whoAwaitsACancelledTaskAndIsCancelledItselfSeesItsOwnCancellation() {
    stage.run(() ->
        thrownBy(() ->
            Scope.run(scope -> {
              Task<?> task = scope.start("task", Stage::sleepForEver);
              scope.start(
                  "canceller",
                  () -> {
                    task.cancel("task");
                    scope.cancel("scope");
                  });
              stage.mark(thrownBy(task::await));
              sleepForEver();
              return null;
            })));

    assertThat(stage.trail).singleElement().hasToString("io.weightless.reactor.Cancelled: scope");
  }
}

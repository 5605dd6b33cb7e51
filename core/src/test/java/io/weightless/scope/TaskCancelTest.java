package io.weightless.scope;

import static io.weightless.scope.Stage.sleep;
import static io.weightless.scope.Stage.sleepForEver;
import static io.weightless.scope.Stage.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Cancelled;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class TaskCancelTest {
  @AutoClose private final Stage stage = new Stage();

  @Test
  void cancellingATaskEndsItAloneAndItsScopeGoesOn() {
    stage.run(() ->
        stage.mark(
            Scope.run(scope -> {
              Task<?> cancelled = scope.start("a", Stage::sleepForEver);
              Task<String> sibling =
                  scope.start(
                      "b",
                      () -> {
                        sleep(2);
                        return "sibling";
                      });
              sleep(1);
              cancelled.cancel("enough");
              assertThat(cancelled.state()).isEqualTo(Task.State.RUNNING);
              Task.yield();
              assertThat(cancelled.state()).isEqualTo(Task.State.CANCELLED);
              return sibling.await();
            })));

    assertThat(stage.trail).containsExactly("sibling");
  }

  @Test
  void awaitingACancelledTaskThrowsCancellationExceptionWithTheReason() {
    stage.run(() ->
        Scope.run(scope -> {
          Task<?> task = scope.start("reader", Stage::sleepForEver);
          Task.yield();
          task.cancel("enough");
          stage.mark(thrownBy(task::await));
          return null;
        }));

    assertThat(stage.trail)
        .singleElement()
        .isInstanceOf(CancellationException.class)
        .hasToString(
            "java.util.concurrent.CancellationException: task 'reader' was cancelled: enough");
  }

  @Test
  void cancellingATaskReachesTheScopesInsideIt() {
    stage.run(() ->
        Scope.run(scope -> {
          Task<?> task =
              scope.start(
                  "outer",
                  () ->
                      Scope.run(inner -> {
                        inner.start("inner", () -> waitAndMark("inner"));
                        waitAndMark("body");
                        return null;
                      }));
          sleep(1);
          task.cancel("enough");
          stage.mark(thrownBy(task::await).getMessage());
          return null;
        }));

    assertThat(stage.trail)
        .containsExactlyInAnyOrder(
            "inner: enough", "body: enough", "task 'outer' was cancelled: enough");
  }

  @Test
  void aTaskThatSwallowsItsCancellationMayReturnAResult() {
    stage.run(() ->
        Scope.run(scope -> {
          Task<String> task =
              scope.start(
                  "stubborn",
                  () -> {
                    thrownBy(Stage::sleepForEver);
                    return "result";
                  });
          Task.yield();
          task.cancel("enough");
          stage.mark(task.await());
          stage.mark(task.state());
          return null;
        }));

    assertThat(stage.trail).containsExactly("result", Task.State.DONE);
  }

  @Test
  void aTaskThatFailsWhileItIsCancelledFailsItsScope() {
    stage.run(() -> {
      Throwable thrown =
          thrownBy(() ->
              Scope.run(scope -> {
                Task<?> task =
                    scope.start(
                        "failing",
                        () -> {
                          try {
                            sleepForEver();
                          } finally {
                            fail();
                          }
                        });
                Task.yield();
                task.cancel("enough");
                sleepForEver();
                return null;
              }));
      stage.mark(thrown.getMessage());
    });

    assertThat(stage.trail).containsExactly("finally");
  }

  @Test
  void aTaskMayCancelItself() {
    stage.run(() ->
        Scope.run(scope -> {
          Task<?>[] self = new Task<?>[1];
          self[0] =
              scope.start(
                  "self",
                  () -> {
                    self[0].cancel("myself");
                    waitAndMark("self");
                  });
          stage.mark(thrownBy(self[0]::await).getMessage());
          return null;
        }));

    assertThat(stage.trail).containsExactly("self: myself", "task 'self' was cancelled: myself");
  }

  @Test
  void cancellingATaskThatHasEndedDoesNothing() {
    stage.run(() ->
        Scope.run(scope -> {
          Task<String> task = scope.start("done", () -> "value");
          task.await();
          task.cancel("too late");
          stage.mark(task.await());
          return null;
        }));

    assertThat(stage.trail).containsExactly("value");
  }

  @Test
  void theFirstReasonStays() {
    stage.run(() ->
        Scope.run(scope -> {
          Task<?> task = scope.start("task", () -> waitAndMark("task"));
          Task.yield();
          task.cancel("first");
          task.cancel("second");
          return null;
        }));

    assertThat(stage.trail).containsExactly("task: first");
  }

  @Test
  void aTaskCancelledAloneAndThenWithItsScopeIsTakenBackByTheScope() {
    stage.run(() ->
        stage.mark(
            thrownBy(() ->
                Scope.run(scope -> {
                  Task<?> task = scope.start("task", () -> waitAndMark("task"));
                  Task.yield();
                  task.cancel("task");
                  scope.cancel("scope");
                  task.await();
                  return null;
                }))));

    assertThat(stage.trail)
        .element(1)
        .hasToString("java.util.concurrent.CancellationException: scope");
  }

  private void waitAndMark(String name) {
    try {
      sleepForEver();
    } catch (Cancelled cancelled) {
      stage.mark(name + ": " + cancelled.getMessage());
      throw cancelled;
    }
  }

  private static void fail() {
    throw new IllegalStateException("finally");
  }
}

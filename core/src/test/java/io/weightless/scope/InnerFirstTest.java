package io.weightless.scope;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Cancelled;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// An inner cancellation that comes first, and an outer one before the task has had its turn: the
/// outer one counts.
final class InnerFirstTest {
  @AutoClose private final Stage stage = new Stage();

  @Test
  void theOuterCancellationPassesThroughTheInnerScopeThatWasCancelledFirstWhileItWaits() {
    stage.run(() ->
        Scope.run(scope -> {
          Scope[] inner = new Scope[1];
          Task<?> task =
              scope.start(
                  "task",
                  () ->
                      Scope.run(own -> {
                        inner[0] = own;
                        try {
                          Stage.sleepForEver();
                        } catch (Cancelled e) {
                          stage.mark(e.getMessage());
                          throw e;
                        }
                        return null;
                      }));
          Task.yield();
          inner[0].cancel("inner");
          task.cancel("outer");
          Task.yield();
          stage.mark(task.state());
          return null;
        }));

    assertThat(stage.trail).last().isEqualTo(Task.State.CANCELLED);
  }

  /// Two deadlines that pass in one step of the loop, the inner one a little earlier.
  @Test
  void ofTwoDeadlinesThatPassInOneStepTheOuterOneGivesItsFallback() {
    stage.run(() ->
        stage.mark(
            Scope.runOr(
                Deadline.after(Stage.seconds(2)),
                "fallback",
                outer -> {
                  outer.start("busy", () -> stage.clock.advance(Stage.seconds(5)));
                  return Scope.run(
                      Deadline.after(Stage.seconds(1)),
                      _ -> {
                        Stage.sleepForEver();
                        return "";
                      });
                })));

    assertThat(stage.trail).containsExactly("fallback");
  }
}

package io.weightless.scope;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Cancelled;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// To run another reactor is a wait like others: a task that is cancelled before its turn comes
/// does not begin.
final class NestedRunCancelTest {
  @AutoClose private final Stage stage = new Stage();
  @AutoClose private final Stage other = new Stage();

  @Test
  void aTaskThatWasCancelledBeforeDoesNotRunAnotherReactor() {
    stage.run(() ->
        Scope.run(scope -> {
          Task<?> task = scope.start("task", () -> other.reactor.run(() -> stage.mark("it ran")));
          task.cancel("enough");
          return null;
        }));

    assertThat(stage.trail).isEmpty();
  }

  @Test
  void oneThatIsCancelledBeforeTheOtherReactorHasItsTurnDoesNotRunIt() {
    stage.run(() ->
        Scope.run(scope -> {
          Task<?> task =
              scope.start(
                  "task",
                  () -> {
                    stage.mark(
                        Stage.thrownBy(() -> other.reactor.run(() -> stage.mark("it ran")))
                            .getClass());
                  });
          scope.start("canceller", () -> task.cancel("enough"));
          return null;
        }));

    assertThat(stage.trail).containsExactly(Cancelled.class);
  }
}

package io.weightless.scope;

import static io.weightless.scope.Stage.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A loop that computes and yields leaves timers their turn.
final class YieldDeadlineTest {
  @AutoClose private final Stage stage = new Stage();

  @Test
  void aComputationThatYieldsSeesItsDeadlineAfterEightTurnsAtMost() {
    stage.run(() ->
        stage.markAt(
            Scope.runOr(
                Deadline.after(seconds(3)),
                "over",
                _ -> {
                  for (int i = 0; i < 100; i++) {
                    stage.clock.advance(seconds(1));
                    Task.yield();
                  }
                  return "in time";
                })));
    assertThat(stage.trail).containsExactly("over@9");
  }
}

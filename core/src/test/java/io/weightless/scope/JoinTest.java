package io.weightless.scope;

import static io.weightless.scope.Stage.seconds;
import static io.weightless.scope.Stage.sleep;
import static io.weightless.scope.Stage.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Scopes whose bodies have no result.
final class JoinTest {
  @AutoClose private final Stage stage = new Stage();

  @Test
  void allTasksHaveEndedWhenItReturns() {
    stage.run(() -> {
      Scope.join(scope -> {
        scope.start("a", () -> sleep(1));
        scope.start("b", () -> sleep(2));
      });
      stage.markAt("joined");
    });

    assertThat(stage.trail).containsExactly("joined@2");
  }

  @Test
  void itsBodyFailsWithItsOwnType() {
    assertThat(thrownBy(() -> stage.run(this::failing))).isInstanceOf(IOException.class);
  }

  private void failing() throws IOException {
    Scope.join(_ -> {
      throw new IOException("disk");
    });
  }

  @Test
  void aDeadlineEndsIt() {
    stage.run(() -> {
      assertThat(thrownBy(() -> Scope.join(Deadline.after(seconds(1)), _ -> sleep(2))))
          .isInstanceOf(DeadlineExceeded.class);
      stage.markAt("over");
    });

    assertThat(stage.trail).containsExactly("over@1");
  }

  @Test
  void aShieldWithoutAScopeLetsWorkBeDone() {
    stage.run(() ->
        Scope.join(scope -> {
          scope.start(
              "task",
              () -> {
                try {
                  sleep(5);
                } finally {
                  Scope.shield(() -> sleep(2));
                  stage.markAt("cleaned up");
                }
              });
          sleep(1);
          scope.cancel("enough");
        }));

    assertThat(stage.trail).containsExactly("cleaned up@3");
  }
}

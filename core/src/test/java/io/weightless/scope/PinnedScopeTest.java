package io.weightless.scope;

import static io.weightless.scope.Stage.sleep;
import static io.weightless.scope.Stage.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.engine.internal.Pinned;
import io.weightless.reactor.Cancelled;
import io.weightless.testkit.FastEngine;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Where the stack can't be set aside a scope can't wait for its tasks.
@FastEngine
class PinnedScopeTest {
  private static String outcome = "not run";

  @AutoClose private final Stage stage = new Stage();

  @Test
  void aScopeInAClassInitialiserFailsAndItsTasksAreCancelled() {
    stage.run(() -> {
      Throwable thrown = thrownBy(() -> assertThat(StartsTask.task).isNull());
      assertThat(thrown)
          .isInstanceOf(ExceptionInInitializerError.class)
          .hasCauseInstanceOf(Pinned.class);
      sleep(1);
      stage.markAt("the task goes on");
    });

    assertThat(stage.trail).containsExactly("the task goes on@1");
    assertThat(outcome).isEqualTo("cancelled");
  }

  @Test
  void aYieldInAClassInitialiserIsRefused() {
    stage.run(() -> {
      Throwable thrown = thrownBy(Yields::touch);
      assertThat(thrown)
          .isInstanceOf(ExceptionInInitializerError.class)
          .hasCauseInstanceOf(Pinned.class);
    });
  }

  private static Task<?> startChild(Scope scope) {
    return scope.start(
        "child",
        () -> {
          try {
            sleep(5);
          } catch (Cancelled cancelled) {
            outcome = "cancelled";
            throw cancelled;
          }
        });
  }

  private static final class StartsTask {
    static final Task<?> task = Scope.run(PinnedScopeTest::startChild);
  }

  private static final class Yields {
    static {
      Task.yield();
    }

    static void touch() {}
  }
}

package io.weightless.scope;

import static io.weightless.scope.Stage.sleep;
import static io.weightless.scope.Stage.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.testkit.FastEngine;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A task that waits for the end of a process.
@FastEngine
class JdkProcessTest {
  @AutoClose private final Stage stage = new Stage();

  /// It ends with its input.
  private final Process process;

  JdkProcessTest() throws IOException {
    process = new ProcessBuilder("cat").start();
  }

  @AfterEach
  void endTheProcess() throws Exception {
    process.getOutputStream().close();
    process.waitFor();
    process.getInputStream().close();
    process.getErrorStream().close();
  }

  @Test
  void theLoopGoesOnAndTheEndOfTheProcessWakesTheTask() throws IOException {
    stage.run(() ->
        Scope.run(scope -> {
          scope.start("waits", () -> stage.mark(process.waitFor()));
          sleep(1);
          stage.mark("the loop goes on");
          process.getOutputStream().close();
          return null;
        }));

    assertThat(stage.trail).containsExactly("the loop goes on", 0);
  }

  @Test
  void aCancellationEndsTheWaitAndNotTheProcess() {
    stage.run(() ->
        Scope.run(scope -> {
          Task<?> task = scope.start("waits", () -> process.waitFor());
          sleep(1);
          task.cancel("enough");
          thrownBy(task::await);
          stage.mark(task.state());
          stage.mark("alive " + process.isAlive());
          return null;
        }));

    assertThat(stage.trail).containsExactly(Task.State.CANCELLED, "alive true");
  }
}

package io.weightless.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A shielded section runs uninterrupted, also in a task that was told of its cancellation before:
/// a `finally` block is what shields are for.
final class ShieldFlagTest {
  @AutoClose private final Stage stage = new Stage();
  @TempDir Path folder;

  @Test
  void aShieldThatIsEnteredByACancelledTaskRunsUninterrupted() {
    stage.run(() ->
        Scope.run(scope -> {
          Task<?> task =
              scope.start(
                  "task",
                  () -> {
                    try {
                      Stage.sleepForEver();
                    } finally {
                      Scope.shield(_ -> {
                        stage.mark(Thread.currentThread().isInterrupted());
                        return null;
                      });
                      stage.mark(Thread.currentThread().isInterrupted());
                    }
                  });
          Task.yield();
          task.cancel("enough");
          return null;
        }));

    assertThat(stage.trail).containsExactly(false, true);
  }

  @Test
  void aFileThatIsWrittenInAShieldOfACancelledTaskIsNotClosed() throws Exception {
    Path file = Files.createFile(folder.resolve("log"));
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      stage.run(() ->
          Scope.run(scope -> {
            Task<?> task =
                scope.start(
                    "task",
                    () -> {
                      try {
                        Stage.sleepForEver();
                      } finally {
                        Scope.<Integer, java.io.IOException>shield(
                            _ -> channel.write(java.nio.ByteBuffer.wrap(new byte[] {1})));
                      }
                    });
            Task.yield();
            task.cancel("enough");
            return null;
          }));

      assertThat(channel.isOpen()).isTrue();
    }
  }

  /// The same for one that is born in a scope whose deadline has passed.
  @Test
  void aShieldInAScopeWhoseDeadlineHasPassedRunsUninterrupted() {
    stage.run(() ->
        Scope.run(
            Deadline.after(Stage.seconds(0)),
            _ ->
                Scope.shield(_ -> {
                  stage.mark(Thread.currentThread().isInterrupted());
                  return null;
                })));

    assertThat(stage.trail).containsExactly(false);
  }
}

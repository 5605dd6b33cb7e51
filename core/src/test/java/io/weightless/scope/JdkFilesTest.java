package io.weightless.scope;

import static io.weightless.scope.Stage.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Work;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files and processes of the JDK in a task. A file blocks: the loop stands still on either engine,
/// so a cancellation comes before a call or after it.
class JdkFilesTest {
  @AutoClose private final Stage stage = new Stage();

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void writeTheFile() throws IOException {
    file = Files.writeString(folder.resolve("file"), "content");
  }

  @Test
  void aFileChannelThatACancelledTaskReadsIsClosed() throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      cancelled(() -> {
        stage.mark(thrownBy(() -> channel.read(ByteBuffer.allocate(8))).getClass());
        stage.mark("flag " + Thread.currentThread().isInterrupted());
      });

      assertThat(stage.trail).containsExactly(ClosedByInterruptException.class, "flag true");
      assertThat(channel.isOpen()).isFalse();
    }
  }

  @Test
  void aFileChannelThatAnotherTaskReadsMeanwhileIsClosedWithIt() throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      stage.run(() ->
          Scope.run(scope -> {
            Task<?> task =
                scope.start("cancelled", () -> thrownBy(() -> channel.size()).getClass());
            task.cancel("enough");
            task.await();
            stage.mark(thrownBy(channel::size).getClass());
            return null;
          }));
    }

    assertThat(stage.trail).containsExactly(java.nio.channels.ClosedChannelException.class);
  }

  @Test
  void aFileThatACancellationClosesIsTheCancellationAndNoFailure() throws IOException {
    stage.run(() -> {
      Scope.run(scope -> {
        Task<Long> task = scope.start("cancelled", () -> FileChannel.open(file).size());
        task.cancel("enough");
        stage.mark(thrownBy(task::await).getMessage());
        return null;
      });
      Deadline deadline = Deadline.after(Stage.seconds(1));
      stage.mark(thrownBy(() -> Scope.run(deadline, _ -> lookLate())).getMessage());
    });

    assertThat(stage.trail)
        .containsExactly("task 'cancelled' was cancelled: enough", "the deadline of PT1S passed");
  }

  private long lookLate() throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      try {
        Stage.sleepForEver();
      } finally {
        stage.mark(channel.size());
      }
      return 0;
    }
  }

  @Test
  void inputStreamsAndFilesAreReadByACancelledTaskAsByAnyOther() {
    cancelled(() -> {
      stage.mark(Files.readString(file));
      try (InputStream in = new FileInputStream(file.toFile())) {
        stage.mark((char) in.read());
      }
      stage.mark(Files.size(Files.copy(file, folder.resolve("copy"))));
      stage.mark("flag " + Thread.currentThread().isInterrupted());
    });

    assertThat(stage.trail).containsExactly("content", 'c', 7L, "flag true");
  }

  /// The bytes come from another process, when the reader is there or after.
  @Test
  void aPipeOfAProcessHoldsTheLoopWhileItIsRead() throws Exception {
    Process process = new ProcessBuilder("cat").start();
    CountDownLatch reading = new CountDownLatch(1);
    Thread writer = Thread.ofPlatform().start(() -> writeAfter(reading, process));
    stage.run(() ->
        Scope.run(scope -> {
          scope.start(
              "reads",
              () -> {
                reading.countDown();
                stage.mark((char) process.getInputStream().read());
              });
          scope.start("other", () -> stage.mark("other"));
          return null;
        }));
    writer.join();
    end(process);

    assertThat(stage.trail).containsExactly('x', "other");
  }

  private static void writeAfter(CountDownLatch reading, Process process) {
    try {
      reading.await();
      process.getOutputStream().write('x');
      process.getOutputStream().flush();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void end(Process process) throws IOException, InterruptedException {
    process.getOutputStream().close();
    process.waitFor();
    process.getInputStream().close();
    process.getErrorStream().close();
  }

  /// Runs `work` in a task that is cancelled already.
  private void cancelled(Work<?> work) {
    stage.run(() ->
        Scope.run(scope -> {
          scope.start("cancelled", work).cancel("enough");
          return null;
        }));
  }
}

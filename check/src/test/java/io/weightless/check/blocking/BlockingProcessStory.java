package io.weightless.check.blocking;

import static io.weightless.check.blocking.OneReactor.untilBlocked;

import io.weightless.offload.Offload;
import io.weightless.testing.Trail;
import io.weightless.testkit.FastEngine;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Processes and files: the end of a process is waited for as anything else, what it says is a file
/// to the JDK, and a file holds the loop. So files belong into an offload.
@Timeout(60)
final class BlockingProcessStory {
  @TempDir Path folder;
  private final Trail trail = new Trail();

  @Test
  @FastEngine
  void theEndOfAProcessIsWaitedForWhileTheLoopGoesOn() throws IOException {
    Process cat = new ProcessBuilder("cat").start();
    OneReactor.run(scope -> {
      scope.start("waits", () -> trail.add(cat.waitFor()));
      scope.start("waits for its future", () -> endOf(cat));
      untilBlocked("waits");
      untilBlocked("waits for its future");
      trail.add("the loop goes on");
      cat.getOutputStream().close();
    });
    closeStreams(cat);

    trail.assertIs("the loop goes on", Trail.inAnyOrder("0", "future 0"));
  }

  private void endOf(Process process) throws InterruptedException, ExecutionException {
    trail.add("future " + process.onExit().get().exitValue());
  }

  /// What the process says is what another task of the reactor told it.
  @Test
  void whatAProcessSaysIsReadInAnOffload() throws IOException {
    Process cat = new ProcessBuilder("cat").start();
    try (Offload offload = Offload.open();
        BufferedReader out = cat.inputReader();
        BufferedWriter in = cat.outputWriter()) {
      OneReactor.run(scope -> {
        scope.start("reads", () -> trail.add(offload.call(out::readLine)));
        scope.start("writes", () -> say(in, "hello"));
      });
    }
    cat.onExit().join();
    closeStreams(cat);

    trail.assertIs("says hello", "hello");
  }

  private void say(BufferedWriter in, String what) throws IOException {
    trail.add("says " + what);
    in.write(what);
    in.newLine();
    in.flush();
  }

  private static void closeStreams(Process process) throws IOException {
    process.getInputStream().close();
    process.getErrorStream().close();
  }

  @Test
  void aFileHoldsTheLoopWhileItIsRead() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "content");
    OneReactor.run(scope -> {
      scope.start("reads", () -> trail.add(Files.readString(file)));
      scope.start("other", () -> trail.add("other"));
    });

    trail.assertIs("content", "other");
  }

  @Test
  void aFileThatAnOffloadReadsDoesNot() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "content");
    try (Offload offload = Offload.open()) {
      OneReactor.run(scope -> {
        scope.start("reads", () -> trail.add(offload.call(() -> Files.readString(file))));
        scope.start("other", () -> trail.add("other"));
      });
    }

    trail.assertIs("other", "content");
  }
}

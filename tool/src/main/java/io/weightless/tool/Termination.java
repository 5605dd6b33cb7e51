package io.weightless.tool;

import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// Turns SIGTERM and SIGINT into an orderly end with exit status 0: the JVM, told to end, waits
/// here until the command is done. A command that ends by itself is not held up.
final class Termination {
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile @Nullable Runnable request;

  /// Runs `stop` when the process is told to end, on another thread; once at most.
  void onRequest(Runnable stop) {
    request = stop;
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::end));
  }

  /// The command has come to its end, told or not.
  void done() {
    request = null;
    done.countDown();
  }

  private void end() {
    Runnable stop = request;
    if (stop == null) {
      return;
    }
    stop.run();
    try {
      done.await();
      Runtime.getRuntime().halt(0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

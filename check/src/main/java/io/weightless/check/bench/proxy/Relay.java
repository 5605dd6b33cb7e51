package io.weightless.check.bench.proxy;

import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.ProcessorTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// A proxy in a process of its own, which listens on loopback.
record Relay(String name, Process process, int port) implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(5); // ours builds what is missing
  private static final int PAUSE_MILLIS = 50;

  /// Waits until something comes through it.
  static Relay awaitReady(String name, Process process, int port)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + START.toNanos();
    Thread.ofPlatform().daemon().name("output of " + name).start(() -> forget(process));
    while (System.nanoTime() < end) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        if (socket.getInputStream().read() >= 0) {
          return new Relay(name, process, port);
        }
      } catch (IOException _) {
        // not yet
      }
      if (process.waitFor(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new IOException("it ended with status " + process.exitValue());
      }
    }
    Children.end(process);
    throw new IOException("not ready after " + START.toSeconds() + " s");
  }

  private static void forget(Process process) {
    try (var out = process.getInputStream()) {
      out.skip(Long.MAX_VALUE);
    } catch (IOException _) {
      // it has ended
    }
  }

  ProcessorTime processorTime() throws IOException {
    if (!process.isAlive()) {
      throw new IOException("the proxy ended with status " + process.exitValue());
    }
    return ProcessorTime.ofTree(process.toHandle());
  }

  @Override
  public void close() {
    Children.end(process);
  }
}

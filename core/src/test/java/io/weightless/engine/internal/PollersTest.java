package io.weightless.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.testkit.FastEngine;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The JDK's pollers for blocking sockets are virtual threads in its default mode, started by the
/// first socket that waits: inside a task they would be that task's guests, and end with its loop.
@FastEngine
class PollersTest {
  private static final String OPENED = "--add-opens=java.base/java.lang=ALL-UNNAMED";

  @Test
  void aSocketReadElsewhereGoesOnAfterTheLoopThatReadFirstHasStopped() {
    Fork fork = Fork.run(ReadInsideThenOutside.class, OPENED, "-Djdk.pollerMode=2");

    assertThat(fork.output()).contains("inside: 1", "outside: 2");
    assertThat(fork.exit()).isZero();
  }

  @Test
  void withPollersOnPlatformThreadsTooAsTheLauncherSetsIt() {
    Fork fork = Fork.run(ReadInsideThenOutside.class, OPENED, "-Djdk.pollerMode=1");

    assertThat(fork.output()).contains("inside: 1", "outside: 2");
  }

  static final class ReadInsideThenOutside {
    private ReadInsideThenOutside() {}

    public static void main(String[] arguments) throws Exception {
      Loop loop = new Loop();
      loop.start("reader", () -> read("inside: ", 1));
      loop.runOut();
      loop.carrier.close();
      Thread outside = Thread.ofVirtual().start(() -> read("outside: ", 2));
      System.exit(outside.join(Duration.ofSeconds(10)) ? 0 : 1);
    }

    /// Reads from a socket that a platform thread writes to once the reader waits.
    private static void read(String prefix, int value) {
      try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
          var client = new Socket(server.getInetAddress(), server.getLocalPort());
          var accepted = server.accept()) {
        Thread reader = Thread.currentThread();
        Thread.ofPlatform().daemon().start(() -> writeOnceItWaits(reader, client, value));
        System.out.println(prefix + accepted.getInputStream().read());
      } catch (java.io.IOException e) {
        throw new AssertionError(e);
      }
    }

    private static void writeOnceItWaits(Thread reader, Socket client, int value) {
      while (reader.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      try {
        client.getOutputStream().write(value);
      } catch (java.io.IOException e) {
        throw new AssertionError(e);
      }
    }
  }
}

package io.weightless.check.bench.fair;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class VisitorsTest {
  private static final Duration VISIT = Duration.ofMillis(200);

  /// Before a visitor that does not come again is noticed by anything else.
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Test
  void eachAsksAgainAfterAPause() throws Exception {
    try (Serving server = Serving.start()) {
      try (Visitors visitors = Visitors.open(server.port(), 3, Duration.ofNanos(1))) {
        assertThat(visitors.run(PATIENCE, 7).count()).isGreaterThan(6);
      }
    }
  }

  @Test
  void whoIsNeverAnsweredCountsWithAllItHasWaited() throws IOException {
    try (var silent = new ServerSocket(0, 2, InetAddress.getLoopbackAddress());
        var visitors =
            Visitors.open(silent.getLocalPort(), 2, Duration.ofNanos(1))) { // all ask at once
      Latencies waited = visitors.run(VISIT);

      assertThat(waited.count()).isEqualTo(2);
      assertThat(waited.micros(0.5)).isPositive();
    }
  }

  @Test
  void aFloodIsAnswered() throws Exception {
    try (Serving server = Serving.start()) {
      try (Flood flood = Flood.open(server.port())) {
        while (flood.answers() < 10_000) {
          Thread.onSpinWait();
        }
      }
    }
  }

  @Test
  void theLengthOfAnAnswerIsTakenFromOne() throws Exception {
    try (Serving server = Serving.start()) {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());

      assertThat(Visitor.answerBytes(address))
          .isEqualTo(
              "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 13\r\n\r\nHello, World!"
                  .length());
    }
  }

  /// A server that accepts on a thread of its own, which ends with it.
  private record Serving(BlockingServer server, Thread accepting) implements AutoCloseable {
    static Serving start() throws IOException {
      BlockingServer server = new BlockingServer();
      return new Serving(
          server, Thread.ofPlatform().name("accepting").start(() -> acceptAll(server)));
    }

    private static void acceptAll(BlockingServer server) {
      try {
        server.acceptAll();
      } catch (IOException _) {
        // it was closed
      }
    }

    int port() {
      return server.port();
    }

    @Override
    public void close() throws IOException {
      server.close();
      try {
        accepting.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

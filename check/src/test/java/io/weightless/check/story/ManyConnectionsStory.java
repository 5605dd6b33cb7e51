package io.weightless.check.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.testkit.FastEngine;
import io.weightless.testkit.Needs;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two thousand clients stay connected while others keep the server busy. The launcher is the real
/// one, with its heap settings.
@FastEngine
@Needs("wrk")
class ManyConnectionsStory {
  private static final int CONNECTIONS = 2_000;
  private static final byte[] REQUEST =
      "GET /plaintext HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path site;

  @Test
  void allAreServedInLittleMemoryWhichIsGivenBackAfterwards() throws IOException {
    try (Served server = Served.byLauncher(site, "--demo", "--quiet")) {
      Vitals vitals = server.program.vitals();
      long idle = 0;
      long peak = 0;
      for (int round = 0; round < 3; round++) { // the first ones warm up
        vitals.collectGarbage();
        idle = vitals.residentKib();
        peak = holdAndLoad(server);
      }
      long left = vitals.residentKib();
      vitals.collectGarbage();
      long after = vitals.residentKib();
      String figures =
          "idle %d KiB, peak %d KiB, then %d KiB, collected %d KiB"
              .formatted(idle, peak, left, after);
      System.out.println(CONNECTIONS + " connections held while wrk runs: " + figures);

      assertThat(peak - idle).as(figures).isLessThan(64 * 1024);
      assertThat(after).as(figures).isLessThan(idle + idle / 10);
    }
  }

  /// Returns what the server occupies meanwhile.
  private static long holdAndLoad(Served server) throws IOException {
    List<Socket> held = new ArrayList<>();
    try {
      for (int i = 0; i < CONNECTIONS; i++) {
        held.add(new Socket("127.0.0.1", server.port()));
      }
      askAll(held);
      load(server);
      long peak = server.program.vitals().residentKib();
      askAll(held);
      return peak;
    } finally {
      for (Socket socket : held) {
        socket.close();
      }
    }
  }

  private static void askAll(List<Socket> clients) throws IOException {
    for (Socket client : clients) {
      client.getOutputStream().write(REQUEST);
    }
    for (Socket client : clients) {
      byte[] buffer = new byte[512];
      int length = client.getInputStream().read(buffer);
      assertThat(new String(buffer, 0, length, StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 200 OK\r\n")
          .endsWith("Hello, World!");
    }
  }

  private static void load(Served server) {
    try (Program wrk =
        Program.start(
            "wrk",
            "-t1",
            "-c64",
            "-d3s",
            "--timeout",
            "60s",
            "--latency",
            server.url("/plaintext"))) {
      assertThat(wrk.exit()).isZero();
      assertThat(wrk.out())
          .contains("requests in")
          .doesNotContain("Socket errors", "Non-2xx or 3xx responses");
    }
  }
}

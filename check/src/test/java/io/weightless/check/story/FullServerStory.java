package io.weightless.check.story;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.testkit.FastEngine;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// More clients than the process has descriptors for, each of them downloading and not reading.
@FastEngine // the launcher's own
final class FullServerStory {
  private static final int DESCRIPTORS = 256;

  /// What is left of them for connections, each with an open file: see `Site` in the tool.
  private static final int SERVED = 80;

  private static final int CLIENTS = 200;
  private static final String REQUEST = "GET /large HTTP/1.1\r\nHost: a\r\n\r\n";

  /// What a client gets that is neither served nor told.
  private static final String CUT = "";

  @Test
  void aServerThatIsFullSaysSoAndRecovers(@TempDir Path folder) throws IOException {
    Files.write(folder.resolve("large"), new byte[32 * 1024 * 1024]);
    try (Served server = Served.withDescriptors(DESCRIPTORS, folder, "--demo", "--quiet")) {
      List<Socket> clients = new ArrayList<>();
      try {
        List<String> beginnings = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
          clients.add(new Socket("127.0.0.1", server.port()));
          beginnings.add(ask(clients.getLast()));
        }
        assertThat(beginnings).containsOnly("HTTP/1.1 200", "HTTP/1.1 503", CUT);
        assertThat(Collections.frequency(beginnings, "HTTP/1.1 200")).isEqualTo(SERVED);
        assertThat(beginnings.subList(0, SERVED)).containsOnly("HTTP/1.1 200");
        assertThat(beginnings.get(SERVED)).isEqualTo("HTTP/1.1 503");
      } finally {
        for (Socket client : clients) {
          client.close();
        }
      }
      awaitRoom(server);
      assertThat(server.program.err()).doesNotContain("Too many open files", "Error");
    }
  }

  /// The first bytes of the response.
  private static String ask(Socket client) {
    try {
      client.setSoTimeout(30_000);
      client.getOutputStream().write(REQUEST.getBytes(ISO_8859_1));
      return new String(client.getInputStream().readNBytes(12), ISO_8859_1);
    } catch (IOException cut) {
      return CUT;
    }
  }

  /// Asks until one is served; the server has to notice first that the others are gone.
  private static void awaitRoom(Served server) throws IOException {
    long start = System.nanoTime();
    String answer = CUT;
    while (!answer.equals("HTTP/1.1 200")) {
      assertThat(System.nanoTime() - start).isLessThan(60_000_000_000L);
      try (Socket client = new Socket("127.0.0.1", server.port())) {
        answer = ask(client);
      }
    }
  }
}

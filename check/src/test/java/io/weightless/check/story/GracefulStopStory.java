package io.weightless.check.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server is told to stop in the middle of a download.
class GracefulStopStory {
  private static final int SIZE = 64 << 20; // more than sockets buffer

  @TempDir Path site;

  @Test
  void sigtermLetsARunningDownloadFinishAndExitsWithZero() throws IOException {
    Files.write(site.resolve("big"), new byte[SIZE]);
    try (Served server = Served.directory(site, "--quiet");
        Socket client = new Socket("127.0.0.1", server.port());
        Socket idle = new Socket("127.0.0.1", server.port())) {
      client
          .getOutputStream()
          .write("GET /big HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      InputStream in = client.getInputStream();
      long before = in.readNBytes(4096).length;

      server.program.terminate();
      server.program.awaitLine("draining \\d connections?, at most 30 s");
      assertThat(idle.getInputStream().read()).as("an idle connection is closed").isEqualTo(-1);
      long all = before + in.transferTo(java.io.OutputStream.nullOutputStream());

      assertThat(all).isGreaterThan(SIZE);
      assertThat(server.program.exit()).isZero();
    }
  }

  @Test
  void sigtermEndsAnIdleServerAtOnceWithZero() {
    try (Served server = Served.directory(site)) {
      server.program.terminate();

      assertThat(server.program.exit()).isZero();
    }
  }
}

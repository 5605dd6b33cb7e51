package io.weightless.check.story;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody looks into a server that runs.
class AdminStory {
  private static final String ADMIN = "admin on http://127\\.0\\.0\\.1:\\d+";

  @TempDir Path site;

  @Test
  void aServerShowsItsWorkersAndTheirConnections() throws IOException {
    try (Served server = Served.directory(site, "--quiet", "--workers", "2", "--admin", "0");
        Socket client = new Socket("127.0.0.1", server.port())) {
      String admin = server.program.awaitLine(ADMIN).substring("admin on ".length());
      client.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
      assertThat(client.getInputStream().read()).isEqualTo('H');

      assertThat(curl(admin + "/snapshot", "\"name\":\"http connection\""))
          .contains(
              "{\"name\":\"worker-1\",\"snapshot\":{",
              "{\"name\":\"worker-2\",\"snapshot\":{",
              "\"name\":\"http server 127.0.0.1:" + server.port() + "\"",
              "\"name\":\"http connection\"");
      assertThat(curl(admin + "/metrics", "weightless_up{reactor=\"worker-2\"} 1"))
          .contains("weightless_tasks{reactor=\"worker-1\",state=\"waiting\"}");
      server.program.terminate();
      assertThat(server.program.exit()).isZero();
    }
  }

  @Test
  void nobodyLooksIntoOneThatWasNotToldSo() {
    try (Served server = Served.directory(site, "--quiet")) {
      server.program.terminate();

      assertThat(server.program.exit()).isZero();
      assertThat(server.program.err()).doesNotContain("admin");
    }
  }

  /// The answer in which `part` is: on a busy machine a second may pass without one.
  private static String curl(String url, String part) {
    String answer = curl(url);
    while (!answer.contains(part)) {
      answer = curl(url);
    }
    return answer;
  }

  private static String curl(String url) {
    try (Program curl = Program.start("curl", "-s", "-S", url)) {
      assertThat(curl.exit()).as(curl.toString()).isZero();
      return curl.out();
    }
  }
}

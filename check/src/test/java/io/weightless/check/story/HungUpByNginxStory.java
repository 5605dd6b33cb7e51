package io.weightless.check.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.client.HttpClient;
import io.weightless.scope.Task;
import io.weightless.testkit.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// nginx ends connections that stay, after so many requests and after some time. Nobody whom our
/// client serves should see that.
@Needs("nginx")
class HungUpByNginxStory {
  private static final String CONFIGURATION =
      """
      log_format story '$connection "$request_method $request_uri" $status';
      server {
        listen 127.0.0.1:PORT0;
        keepalive_requests 3;
        location / { return 200 "$request_method"; }
      }
      server {
        listen 127.0.0.1:PORT1;
        keepalive_timeout 30ms;
        location / { return 200 "$request_method"; }
      }
      """;
  private static final String CLOSE_WAIT = "08";

  @TempDir static Path work;

  private static Nginx nginx;

  @BeforeAll
  static void serve() throws IOException {
    nginx = Nginx.start(work, 2, CONFIGURATION);
  }

  @AfterAll
  static void end() {
    nginx.close();
  }

  @Test
  void afterSoManyRequestsTheNextOneGoesOverANewConnection() throws Exception {
    Asking.with(client -> {
      for (int i = 0; i < 10; i++) {
        assertThat(Asking.post(client, nginx.url(0, "/many"), "x")).isEqualTo("200 POST");
      }
    });
    List<String> lines = nginx.log.await("/many", all -> all.size() >= 10);
    assertThat(lines).hasSize(10);
    assertThat(lines.stream().map(line -> line.split(" ", 2)[0]).distinct()).hasSize(4);
  }

  @Test
  void aConnectionThatWasEndedByTimeIsNotUsedAgain() throws Exception {
    Asking.with(client -> {
      for (int i = 0; i < 3; i++) {
        assertThat(Asking.post(client, nginx.url(1, "/late"), "x")).isEqualTo("200 POST");
        awaitNoConnection(client);
      }
    });
    assertThat(nginx.log.await("/late", all -> all.size() >= 3)).hasSize(3);
  }

  @Test
  void aGetOverOneThatIsEndedWhileNobodyLooksIsSentAgain() throws Exception {
    Asking.with(client -> {
      assertThat(Asking.get(client, nginx.url(1, "/again"))).isEqualTo("200 GET");
      waitForTheEndWithoutLooking();
      assertThat(Asking.get(client, nginx.url(1, "/again"))).isEqualTo("200 GET");
    });
    assertThat(nginx.log.await("/again", all -> all.size() >= 2)).hasSize(2);
  }

  @Test
  void aPostOverOneThatIsEndedWhileNobodyLooksIsNotLost() throws Exception {
    Asking.with(client -> {
      assertThat(Asking.post(client, nginx.url(1, "/once"), "x")).isEqualTo("200 POST");
      waitForTheEndWithoutLooking();
      assertThat(Asking.post(client, nginx.url(1, "/once"), "x")).isEqualTo("200 POST");
    });
    assertThat(nginx.log.await("/once", all -> all.size() >= 2)).hasSize(2);
  }

  private static void awaitNoConnection(HttpClient client) {
    while (client.connections() > 0) {
      Task.sleep(Duration.ofMillis(1));
    }
  }

  /// Holds the loop until the system has nginx' end of the connection.
  private static void waitForTheEndWithoutLooking() throws IOException {
    while (!isHungUp()) {
      Thread.onSpinWait();
    }
  }

  private static boolean isHungUp() throws IOException {
    String remote = ":%04X".formatted(nginx.port(1));
    try (Stream<String> lines = Files.lines(Path.of("/proc/net/tcp"))) {
      return lines
          .map(line -> line.strip().split(" +", -1))
          .anyMatch(words -> words[2].endsWith(remote) && words[3].equals(CLOSE_WAIT));
    }
  }
}

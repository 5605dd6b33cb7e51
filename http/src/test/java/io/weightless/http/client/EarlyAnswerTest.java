package io.weightless.http.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.Body;
import io.weightless.scope.Task;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A server whose answer begins before it has all of the request.
final class EarlyAnswerTest {
  /// Three parts, a second before each.
  private static final Body SLOW =
      new Body.Streamed(
          3,
          sink -> {
            for (int i = 0; i < 3; i++) {
              Task.sleep(Duration.ofSeconds(1));
              sink.write(UTF_8.encode("x"));
            }
          });

  @Test
  void itMayReadOnWhatItAnswersThoughItClosesAfterwards() throws Exception {
    Scripted.with(
        line -> {
          line.head();
          line.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 3\r\n\r\n");
          line.send(line.body(3));
        },
        (client, server) -> {
          ClientRequest echo = ClientRequest.post("http://server/", SLOW);
          try (ClientResponse response = client.send(echo)) {
            assertThat(response.text(10)).isEqualTo("xxx");
          }
          assertThat(client.connections()).isZero();
        });
  }
}

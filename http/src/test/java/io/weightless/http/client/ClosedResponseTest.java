package io.weightless.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.kit.World;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What becomes of a connection whose response is closed before its body has come.
final class ClosedResponseTest {
  private static final ClientRequest GET = ClientRequest.get("http://server/");

  /// Sends the body half a second after the head.
  private static void late(Scripted.Line line) throws IOException {
    while (!line.head().isEmpty()) {
      line.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
      World.pass(Duration.ofMillis(500));
      line.send("01234");
    }
  }

  @Test
  void closingASecondTimeDoesNothing() throws Exception {
    Scripted.with(
        ClosedResponseTest::late,
        (client, server) -> {
          ClientResponse response = client.send(GET);
          response.close();
          World.settle();
          int tasks = Reactor.current().tasks().size();

          response.close();
          World.settle();

          assertThat(Reactor.current().tasks()).hasSize(tasks);
          World.pass(Duration.ofSeconds(1));
          assertThat(client.idle()).isEqualTo(1);
        });
  }

  @Test
  void aBodyThatAnotherTaskReadsEndsWithItsConnection() throws Exception {
    Scripted.with(
        ClosedResponseTest::late,
        (client, server) ->
            Scope.collect(scope -> {
              ClientResponse response = client.send(GET);
              Task<String> reader = scope.start("reader", () -> response.text(10));
              World.settle();

              response.close();

              assertThatThrownBy(reader::await).hasRootCauseMessage("the stream is closed");
              assertThat(client.connections()).isZero();
              return null;
            }));
  }
}

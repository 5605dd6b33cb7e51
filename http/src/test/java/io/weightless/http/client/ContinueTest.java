package io.weightless.http.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.Body;
import io.weightless.http.Status;
import io.weightless.http.kit.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// `Expect: 100-continue` (RFC 9110, section 10.1.1).
final class ContinueTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
  private static final Body BODY = ClientRequest.bytes("body".getBytes(UTF_8));
  private static final ClientRequest POST =
      ClientRequest.post("http://server/", BODY).with("Expect", "100-continue");

  @Test
  void theBodyWaitsUntilTheServerAsksForIt() throws Exception {
    List<String> seen = new ArrayList<>();
    Scripted.with(
        line -> {
          assertThat(line.head()).contains("Content-Length: 4\r\n", "Expect: 100-continue\r\n");
          World.pass(Duration.ofMillis(900));
          seen.add("" + line.stream().waiting());
          line.send("HTTP/1.1 100 Continue\r\n\r\n");
          seen.add(line.body(4));
          line.send(OK);
          line.rest();
        },
        (client, server) -> {
          client.send(POST).close();
          assertThat(client.idle()).isEqualTo(1);
        });
    assertThat(seen).containsExactly("0", "body");
  }

  @Test
  void itDoesNotWaitForEver() throws Exception {
    List<Integer> seen = new ArrayList<>();
    Scripted.with(
        line -> {
          line.head();
          World.pass(Duration.ofMillis(999));
          seen.add(line.stream().waiting());
          World.pass(Duration.ofMillis(1));
          seen.add(line.stream().waiting());
          line.body(4);
          line.send("HTTP/1.1 100 Continue\r\n\r\n" + OK);
          line.rest();
        },
        (client, server) -> {
          client.send(POST).close();
          assertThat(client.idle()).isEqualTo(1);
        });
    assertThat(seen).containsExactly(0, 4);
  }

  @Test
  void aBodyThatTheServerDoesNotWantIsNotSentAndTheConnectionIsClosed() throws Exception {
    List<String> rest = new ArrayList<>();
    Scripted.with(
        line -> {
          line.head();
          line.send("HTTP/1.1 417 Expectation Failed\r\nContent-Length: 0\r\n\r\n");
          rest.add(line.rest());
        },
        (client, server) -> {
          try (ClientResponse response = client.send(POST)) {
            assertThat(response.status()).isEqualTo(Status.EXPECTATION_FAILED);
          }
          World.settle();
          assertThat(client.connections()).isZero();
        });
    assertThat(rest).containsExactly("");
  }

  @Test
  void otherInterimResponsesDoNotAskForTheBody() throws Exception {
    List<Integer> seen = new ArrayList<>();
    Scripted.with(
        line -> {
          line.head();
          line.send("HTTP/1.1 103 Early Hints\r\n\r\n");
          World.pass(Duration.ofMillis(500));
          seen.add(line.stream().waiting());
          line.send("HTTP/1.1 100 Continue\r\n\r\n");
          line.body(4);
          line.send(OK);
        },
        (client, server) -> client.send(POST).close());
    assertThat(seen).containsExactly(0);
  }

  @Test
  void aRequestWithoutABodyWaitsForNothing() throws Exception {
    Scripted.with(
        Scripted.answering(OK),
        (client, server) ->
            client
                .send(ClientRequest.get("http://server/").with("Expect", "100-continue"))
                .close());
  }
}

package io.weightless.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.Limits;
import io.weightless.http.Method;
import io.weightless.http.kit.World;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Servers that break the protocol, or stretch it, byte for byte.
final class HostileServerTest {
  private static final int AMPLE = 1_000_000;
  private static final ClientRequest GET = ClientRequest.get("http://server/");

  /// What a client makes of a server that answers with `answer` and ends the connection.
  private static void once(String answer, Outcome outcome) throws Exception {
    Scripted.with(
        line -> {
          line.head();
          line.send(answer);
          line.end();
          line.rest();
        },
        (client, server) -> {
          outcome.of(client);
          assertThat(server.lines()).hasSize(1);
          World.settle();
          assertThat(client.connections()).isZero();
        });
  }

  private interface Outcome {
    void of(HttpClient client) throws Exception;
  }

  private static String text(HttpClient client, ClientRequest request) throws IOException {
    try (ClientResponse response = client.send(request)) {
      return response.status().code() + " " + response.text(AMPLE);
    }
  }

  private static void answers(String answer, String expected) throws Exception {
    once(answer, client -> assertThat(text(client, GET)).isEqualTo(expected));
  }

  private static void fails(String answer, String message) throws Exception {
    once(
        answer,
        client ->
            assertThatThrownBy(() -> text(client, GET))
                .isInstanceOf(BadResponse.class)
                .hasMessage(message));
  }

  @Test
  void aReasonMayBeMissing() throws Exception {
    answers("HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nhi", "200 hi");
  }

  @Test
  void aBodyWithoutALengthEndsWithTheConnection() throws Exception {
    answers("HTTP/1.0 200 OK\r\n\r\nHi!", "200 Hi!");
    answers("HTTP/1.1 200 OK\r\n\r\nHi!", "200 Hi!");
  }

  @Test
  void a204OrA304HasNoBodyWhateverItsFieldsSay() throws Exception {
    answers("HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n", "204 ");
    answers("HTTP/1.1 304 Not Modified\r\nTransfer-Encoding: chunked\r\n\r\n", "304 ");
  }

  @Test
  void anAnswerToHeadHasNoBodyWhateverItsFieldsSay() throws Exception {
    once(
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n",
        client -> {
          try (ClientResponse response = client.send(GET.with(Method.HEAD))) {
            assertThat(response.headers().first("Content-Length")).isEqualTo("5");
            assertThat(response.body().length()).isZero();
            assertThat(response.text(AMPLE)).isEmpty();
          }
        });
  }

  @Test
  void aBodyWhereNoneMayBeClosesTheConnection() throws Exception {
    Scripted.with(
        Scripted.answering("HTTP/1.1 304 Not Modified\r\n\r\n<BODY>"),
        (client, server) -> {
          assertThat(text(client, GET)).isEqualTo("304 ");
          assertThat(text(client, GET)).isEqualTo("304 ");
          assertThat(server.lines()).hasSize(2);
        });
    Scripted.with(
        Scripted.answering("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<BODY>"),
        (client, server) -> {
          assertThat(text(client, GET.with(Method.HEAD))).isEqualTo("200 ");
          assertThat(client.connections()).isZero();
        });
  }

  @Test
  void whatComesBehindABodyClosesTheConnectionAndHarmsNobody() throws Exception {
    Scripted.with(
        Scripted.answering("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbodymore"),
        (client, server) -> {
          assertThat(text(client, GET)).isEqualTo("200 body");
          assertThat(client.connections()).isZero();
        });
    Scripted.with(
        Scripted.answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nmore"),
        (client, server) -> {
          assertThat(text(client, GET)).isEqualTo("200 ");
          assertThat(client.connections()).isZero();
        });
  }

  @Test
  void interimResponsesAreSkipped() throws Exception {
    answers(
        "HTTP/1.1 100 Continue\r\nA: b\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n"
            + "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nACK",
        "200 ACK");
  }

  @Test
  void thereIsALimitToInterimResponses() throws Exception {
    int most = ClientLimits.DEFAULT.responses().interim();
    String one = "HTTP/1.1 102 Processing\r\n\r\n";
    String last = "HTTP/1.1 204 No Content\r\n\r\n";
    answers(one.repeat(most) + last, "204 ");
    fails(one.repeat(most + 1) + last, "there are too many interim responses; limit 16");
  }

  @Test
  void aSwitchOfProtocolsThatNobodyAskedForIsRefused() throws Exception {
    fails(
        "HTTP/1.1 101 Switching Protocols\r\n\r\n",
        "the server switches protocols, and nobody has asked for that");
  }

  @Test
  void twoLengthsAreRefused() throws Exception {
    fails(
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "there are two Content-Lengths, 1 and 2");
    fails(
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Content-Length and Transfer-Encoding exclude each other");
  }

  @Test
  void aBodyThatIsCutIsAFailureThatSaysWhere() throws Exception {
    fails(
        "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\na",
        "the connection ended after 1 bytes of a body of 4");
    fails(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
        "the connection ended after 3 bytes of a chunked body");
    fails(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n",
        "the connection ended after 0 bytes of a chunked body");
    fails(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        "the connection ended after 0 bytes of a chunked body");
  }

  @Test
  void aBodyThatIsNotInChunksIsAFailure() throws Exception {
    fails(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nno chunk",
        "a chunk does not begin with its size in hex digits");
    fails(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nbad trailer\r\n\r\n",
        "the name of a trailer field is not followed by a colon");
  }

  @Test
  void theTrailersBehindABodyAreKnownAtItsEnd() throws Exception {
    once(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nABC\r\n0\r\nSum: 6\r\n\r\n",
        client -> {
          try (ClientResponse response = client.send(GET)) {
            assertThat(response.body().trailers().size()).isZero();
            assertThat(response.text(AMPLE)).isEqualTo("ABC");
            assertThat(response.body().trailers().first("sum")).isEqualTo("6");
          }
        });
  }

  @Test
  void aHeadThatIsCutIsAFailure() throws Exception {
    fails("", "server:80 ended the connection before it answered");
    fails("HTTP/1.", "the connection ended within the head of a response");
    fails("HTTP/1.1 200 OK\r\nContent-", "the connection ended within the head of a response");
  }

  @Test
  void aHeadHasLimits() throws Exception {
    fails(
        "HTTP/1.1 200 OK\r\nA: " + "x".repeat(64 * 1024),
        "the fields are too long; limit 65536 bytes");
    fails("HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(201), "there are too many fields; limit 200");
    fails("HTTP/1.1 200 " + "x".repeat(8 * 1024), "the status line is too long; limit 8192 bytes");
  }

  @Test
  void theLimitsOfAHeadCanBeSet() throws Exception {
    ClientLimits small =
        ClientLimits.DEFAULT.with(new ClientLimits.Responses(new Limits.Head(100, 10, 5), 1, 0));
    Scripted.with(
        Scripted.answering("HTTP/1.1 204 No\r\nA: 345678901\r\n\r\n"),
        small,
        (client, server) ->
            assertThatThrownBy(() -> client.send(GET))
                .hasMessage("the fields are too long; limit 10 bytes"));
  }

  @Test
  void aTextHasALimit() throws Exception {
    String answer = "HTTP/1.1 200 OK\r\nContent-Length: 26\r\n\r\nabcdefghijklmnopqrstuvwxyz";
    for (int limit : List.of(0, 13, 25)) {
      once(
          answer,
          client -> {
            try (ClientResponse response = client.send(GET)) {
              assertThatThrownBy(() -> response.text(limit))
                  .isInstanceOf(BadResponse.class)
                  .hasMessage("the body is longer than " + limit + " bytes");
            }
          });
    }
    once(
        answer,
        client -> {
          try (ClientResponse response = client.send(GET)) {
            assertThat(response.text(26)).hasSize(26);
          }
        });
  }

  @Test
  void aServerThatSaysNothingIsLeftWhenPatienceIsOver() throws Exception {
    Scripted.with(
        line -> {
          line.head();
          line.rest();
        },
        (client, server) -> {
          assertThatThrownBy(() -> client.send(GET))
              .isInstanceOf(BadResponse.class)
              .hasMessage("server:80 was silent for 60000 ms");
          assertThat(client.connections()).isZero();
        });
  }

  @Test
  void aServerThatFallsSilentWithinABodyIsLeftWhenPatienceIsOver() throws Exception {
    Scripted.with(
        line -> {
          line.head();
          line.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n");
          for (int i = 0; i < 3; i++) {
            World.pass(Duration.ofSeconds(50));
            line.send("x");
          }
          line.rest();
        },
        (client, server) -> {
          try (ClientResponse response = client.send(GET)) {
            assertThatThrownBy(() -> response.text(AMPLE))
                .hasMessage("server:80 was silent for 60000 ms");
          }
          assertThat(client.connections()).isZero();
        });
  }

  @Test
  void aBodyWithoutEndIsReadAsFarAsSomebodyWantsIt() throws Exception {
    Scripted.with(
        line -> {
          line.stream().window(1000);
          line.head();
          line.send("HTTP/1.1 200 OK\r\n\r\n");
          while (true) {
            line.send("x".repeat(1000));
          }
        },
        (client, server) -> {
          try (ClientResponse response = client.send(GET)) {
            assertThat(response.body().read().hasRemaining()).isTrue();
          }
          World.settle();
          assertThat(client.connections()).isZero();
          assertThat(server.endings()).hasSize(1);
        });
  }

  @Test
  void responsesThatComeByteForByteAreRead() throws Exception {
    Scripted.with(
        line -> {
          while (!line.head().isEmpty()) {
            for (char c : "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc".toCharArray()) {
              line.send(String.valueOf(c));
              World.settle();
            }
          }
        },
        (client, server) -> {
          assertThat(text(client, GET)).isEqualTo("200 abc");
          assertThat(text(client, GET)).isEqualTo("200 abc");
          assertThat(server.lines()).hasSize(1);
        });
  }
}

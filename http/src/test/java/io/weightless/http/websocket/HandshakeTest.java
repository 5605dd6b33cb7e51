package io.weightless.http.websocket;

import static io.weightless.http.kit.World.settle;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.kit.Client.Answer;
import io.weightless.http.kit.World;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The server's part of the opening handshake (RFC 6455, section 4.2).
final class HandshakeTest {
  private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
  private static final String VERSION = "Sec-WebSocket-Version: 13\r\n";
  private static final String UPGRADE = "Upgrade: websocket\r\nConnection: Upgrade\r\n";
  private static final String REST = UPGRADE + KEY + VERSION;

  private static final WebSocketHandler QUIET = WebSocketHandler.of(WebSocket::receive);

  @Test
  void itIsAnsweredAsTheExampleOfTheStandard() throws Exception {
    Answer answer = answer(QUIET, "GET / HTTP/1.1\r\nHost: a\r\n" + REST);

    assertThat(answer.status()).isEqualTo(101);
    assertThat(answer.field("Sec-WebSocket-Accept")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    assertThat(answer.field("Upgrade")).isEqualTo("websocket");
    assertThat(answer.field("Connection")).isEqualTo("upgrade");
    assertThat(answer.head()).doesNotContain("Sec-WebSocket-P", "Sec-WebSocket-E");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "upgrade: WEBSOCKET\r\nCONNECTION: keep-alive, UPGRADE\r\n",
        "Upgrade: h2c, websocket\r\nConnection: close\r\nConnection: ,upgrade ,\r\n",
        "Upgrade: h2c\r\nUpgrade: websocket\r\nConnection:\tUpgrade\t\r\n",
      })
  void tokensAreFoundInListsWhateverTheirCase(String fields) throws Exception {
    Answer answer = answer(QUIET, "GET / HTTP/1.1\r\nHost: a\r\n" + fields + KEY + VERSION);

    assertThat(answer.status()).isEqualTo(101);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Connection: Upgrade\r\n" + KEY + VERSION,
        "Upgrade: websockets\r\nConnection: Upgrade\r\n" + KEY + VERSION,
        UPGRADE + KEY,
        UPGRADE + KEY + "Sec-WebSocket-Version: 12\r\n",
        UPGRADE + KEY + "Sec-WebSocket-Version: 013\r\n",
        UPGRADE + KEY + "Sec-WebSocket-Version: 13, 13\r\n",
        UPGRADE + KEY + VERSION + VERSION,
      })
  void whoeverHasNotAskedForThisVersionIsToldOfIt(String fields) throws Exception {
    Answer answer = answer(QUIET, "GET / HTTP/1.1\r\nHost: a\r\n" + fields);

    assertThat(answer.status()).isEqualTo(426);
    assertThat(answer.field("Upgrade")).isEqualTo("websocket");
    assertThat(answer.field("Connection")).isEqualTo("upgrade");
    boolean wantsSocket = fields.contains("Upgrade: websocket\r\n");
    assertThat(answer.field("Sec-WebSocket-Version")).isEqualTo(wantsSocket ? "13" : "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Upgrade: websocket\r\n" + KEY + VERSION,
        "Upgrade: websocket\r\nConnection: keep-alive\r\n" + KEY + VERSION,
        UPGRADE + VERSION,
        UPGRADE + VERSION + KEY + KEY,
        UPGRADE + VERSION + "Sec-WebSocket-Key:\r\n",
        UPGRADE + VERSION + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=\r\n",
        UPGRADE + VERSION + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQAA\r\n",
        UPGRADE + VERSION + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25j\r\n",
        UPGRADE + VERSION + "Sec-WebSocket-Key: dGhlIHNhbXBs SBub25jZQ==\r\n",
        REST + "Content-Length: 1\r\n",
        REST + "Sec-WebSocket-Protocol: a, b, a\r\n",
        REST + "Sec-WebSocket-Protocol: a b\r\n",
        REST + "Sec-WebSocket-Protocol: ,\r\n",
        REST + "Sec-WebSocket-Extensions: permessage-deflate; =\r\n",
      })
  void aHandshakeThatIsWrongIsRefused(String fields) throws Exception {
    Answer answer = answer(QUIET, "GET / HTTP/1.1\r\nHost: a\r\n" + fields);

    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void onlyGetOfTheNewestVersionOpensOne() throws Exception {
    assertThat(answer(QUIET, "GET / HTTP/1.0\r\nHost: a\r\n" + REST).status()).isEqualTo(400);
    assertThat(answer(QUIET, "GET / HTTP/1.1\r\n" + REST).status()).isEqualTo(400);
    Answer post = answer(QUIET, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n" + REST);
    assertThat(post.status()).isEqualTo(405);
    assertThat(post.field("Allow")).contains("GET");
    assertThat(answer(QUIET, "HEAD / HTTP/1.1\r\nHost: a\r\n" + REST).status()).isEqualTo(426);
  }

  @ParameterizedTest
  @CsvSource({
    "same, http://a:80, 101",
    "same, https://A:80, 101",
    "same, http://b:80, 403",
    "same, http://a, 403",
    "same, null, 403",
    "some, http://b, 101",
    "some, HTTP://B, 101",
    "some, http://a:80, 101",
    "some, http://c, 403",
    "any, http://c, 101",
    "any, null, 101",
  })
  void pagesOfOtherOriginsAreRefusedUnlessTheyArePermitted(String policy, String origin, int status)
      throws Exception {
    Origins origins =
        switch (policy) {
          case "same" -> Origins.SAME;
          case "some" -> Origins.of("http://b");
          default -> Origins.ANY;
        };
    String request = "GET / HTTP/1.1\r\nHost: a:80\r\nOrigin: " + origin + "\r\n" + REST;

    assertThat(answer(QUIET.from(origins), request).status()).isEqualTo(status);
  }

  @Test
  void twoOriginsAreNone() throws Exception {
    String twice = "Origin: http://a\r\nOrigin: http://a\r\n";

    assertThat(answer(QUIET, "GET / HTTP/1.1\r\nHost: a\r\n" + twice + REST).status())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"chat, super|chat", "super, chat|super", "other|''", "other,super|super"})
  void theSubprotocolIsTheFirstOfTheClientsThatIsKnown(String asked, String spoken)
      throws Exception {
    List<String> seen = new ArrayList<>();
    WebSocketHandler speaking =
        WebSocketHandler.of(socket -> seen.add(String.valueOf(socket.protocol())))
            .speaking("super", "chat");
    String field = "Sec-WebSocket-Protocol: " + asked + "\r\n";

    Answer answer = answer(speaking, "GET / HTTP/1.1\r\nHost: a\r\n" + REST + field);

    assertThat(answer.field("Sec-WebSocket-Protocol")).isEqualTo(spoken);
    assertThat(seen).containsExactly(spoken.isEmpty() ? "null" : spoken);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "permessage-deflate|permessage-deflate",
        "permessage-deflate; x, permessage-deflate; server_max_window_bits=9"
            + "|permessage-deflate; server_max_window_bits=9",
        "other|''",
      })
  void compressionIsTheFirstOfferThatCanBeKeptTo(String asked, String agreed) throws Exception {
    String field = "Sec-WebSocket-Extensions: " + asked + "\r\n";
    String request = "GET / HTTP/1.1\r\nHost: a\r\n" + REST + field;

    Answer with = answer(QUIET.compressing(DeflatePolicy.DEFAULT), request);
    Answer without = answer(QUIET, request);

    assertThat(with.field("Sec-WebSocket-Extensions")).isEqualTo(agreed);
    assertThat(without.field("Sec-WebSocket-Extensions")).isEmpty();
  }

  private static Answer answer(WebSocketHandler handler, String request) throws Exception {
    List<Answer> answers = new ArrayList<>();
    World.serve(
        handler,
        served -> {
          served.client().send(request + "\r\n");
          answers.add(served.client().receiveHead());
          settle();
        });
    return answers.getFirst();
  }
}

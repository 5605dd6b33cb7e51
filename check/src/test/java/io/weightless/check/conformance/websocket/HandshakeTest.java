package io.weightless.check.conformance.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.testkit.OneEngine;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// RFC 6455, 4: who gets a connection, and what the others are told.
@ExtendWith(Server.Provided.class)
final class HandshakeTest {
  private static final int WHOLE = Integer.MAX_VALUE;

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.weightless.check.conformance.websocket.GoodHandshakes#all")
  void aGoodHandshakeIsAccepted(Handshake handshake, Server server) throws IOException {
    playEachWay(handshake, server);
  }

  @OneEngine
  @ParameterizedTest(name = "{0}")
  @MethodSource("io.weightless.check.conformance.websocket.ExtensionHandshakes#all")
  void anExtensionIsAgreedToOrDeclined(Handshake handshake, Server server) throws IOException {
    playEachWay(handshake, server);
  }

  @OneEngine
  @ParameterizedTest(name = "{0}")
  @MethodSource("io.weightless.check.conformance.websocket.BadHandshakes#all")
  void aBadHandshakeIsRefused(Handshake handshake, Server server) throws IOException {
    playEachWay(handshake, server);
  }

  @Test
  void aClientMayTryAgainWithTheVersionThatItIsTold(Server server) throws IOException {
    Handshake wrong =
        Handshake.of("22.6", "").replacing("Sec-WebSocket-Version", "Sec-WebSocket-Version: 14");
    try (Connection connection = new Connection(server, new Opening(null))) {
      connection.send(Octets.bytes(wrong.octets(server)), WHOLE);
      Head refusal = connection.head();
      assertThat(refusal.status()).isEqualTo(426);
      connection.skip(Integer.parseInt(refusal.all("Content-Length").getFirst()));

      connection.send(Octets.bytes(Handshake.of("22.6", "").octets(server)), WHOLE);
      assertTalks(connection);
    }
  }

  private static void playEachWay(Handshake handshake, Server server) throws IOException {
    play(handshake, server, WHOLE);
    if (handshake.request().length() < 2_500) {
      play(handshake, server, 1);
    }
  }

  private static void play(Handshake handshake, Server server, int piece) throws IOException {
    Opening opening = new Opening(handshake.key(), handshake.offers());
    try (Connection connection = new Connection(server, opening)) {
      connection.send(Octets.bytes(handshake.octets(server)), piece);
      Head head = connection.head();
      assertThat(handshake.trouble(head)).as("%s: %s", handshake, head).isNull();
      if (head.status() == 101) {
        Agreement agreement = connection.open(head);
        if (ExtensionHandshakes.isAgreed(handshake)) {
          assertThat(agreement).as("%s: %s", handshake, head).isNotNull();
        }
        assertTalks(connection);
      }
    }
  }

  private static void assertTalks(Connection connection) throws IOException {
    connection.send(Octets.bytes(Frame.text("Hello").octets()), WHOLE);
    assertThat(connection.next()).isEqualTo(Event.text("Hello"));
    connection.send(Octets.bytes(Frame.close(1000, "").octets()), WHOLE);
    assertThat(connection.next()).isEqualTo(new Event(Frame.CLOSE, Frame.code(1000)));
    assertThat(connection.next()).isNull();
  }
}

package io.weightless.check.conformance.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.check.conformance.websocket.Play.Way;
import io.weightless.check.conformance.websocket.Verdict.Grade;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 6455, 7.1.1 and 7.2: connections that end in no good order, and many at once.
@ExtendWith(Server.Provided.class)
final class CrowdTest {
  private static final int WHOLE = Integer.MAX_VALUE;
  private static final int RESETS = 30;
  private static final int CROWD = 100;

  /// Hexadecimal: nothing, half a head, half a frame, a fragment, half a close, a message.
  @ParameterizedTest(name = "23.1 behind {0}")
  @ValueSource(strings = {"", "81", "8185000000004865", "01850000000048656c6c6f", "8882", "8180"})
  void aResetCostsNobodyElseAnything(String digits, Server server) throws IOException {
    for (int i = 0; i < RESETS; i++) {
      try (Connection connection = opened(server)) {
        connection.send(Octets.bytes(Octets.hex(digits)), WHOLE);
        connection.reset();
      }
    }

    assertEchoes(server);
  }

  @Test
  void aResetWhileALongEchoIsOnItsWayCostsNobodyElseAnything(Server server) throws IOException {
    byte[] message = Octets.bytes(Frame.binary(Samples.noise(1 << 20)).octets());
    for (int i = 0; i < 3; i++) {
      try (Connection connection = opened(server)) {
        connection.sendAll(message);
        connection.reset();
      }
    }

    assertEchoes(server);
  }

  @Test
  void manyAtOnceGetTheirOwn(Server server) throws IOException {
    List<Connection> crowd = new ArrayList<>();
    try {
      for (int i = 0; i < CROWD; i++) {
        crowd.add(opened(server));
      }
      for (int i = 0; i < CROWD; i++) {
        crowd.get(i).send(Octets.bytes(Frame.text("of " + i).octets()), WHOLE);
      }
      for (int i = CROWD - 1; i >= 0; i--) {
        assertThat(crowd.get(i).next()).isEqualTo(Event.text("of " + i));
      }
    } finally {
      for (Connection connection : crowd) {
        connection.close();
      }
    }
  }

  private static Connection opened(Server server) throws IOException {
    Opening opening = new Opening(null);
    Connection connection = new Connection(server, opening);
    connection.send(Octets.bytes(opening.request(server)), WHOLE);
    var _ = connection.open();
    return connection;
  }

  private static void assertEchoes(Server server) throws IOException {
    Case echo = Case.of("23", "after resets").sends(Frame.text("a")).expects(Event.text("a"));
    assertThat(Play.of(server, echo.closes(), Way.WHOLE).grade()).isEqualTo(Grade.OK);
  }
}

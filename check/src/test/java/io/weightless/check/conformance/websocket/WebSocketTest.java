package io.weightless.check.conformance.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.check.conformance.websocket.Play.Way;
import io.weightless.check.conformance.websocket.Verdict.Grade;
import io.weightless.testkit.OneEngine;
import java.io.IOException;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// RFC 6455 and RFC 7692: what happens after the opening handshake.
@ExtendWith(Server.Provided.class)
final class WebSocketTest {
  @ParameterizedTest(name = "{0}")
  @MethodSource("io.weightless.check.conformance.websocket.FramingCases#all")
  void aFrameIsReadAsItIsWritten(Case test, Server server) throws IOException {
    judge(test, server);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.weightless.check.conformance.websocket.PingCases#all")
  void aPingIsAnswered(Case test, Server server) throws IOException {
    judge(test, server);
  }

  @OneEngine
  @ParameterizedTest(name = "{0}")
  @MethodSource("io.weightless.check.conformance.websocket.ReservedCases#bits")
  void aReservedBitIsRefused(Case test, Server server) throws IOException {
    judge(test, server);
  }

  @OneEngine
  @ParameterizedTest(name = "{0}")
  @MethodSource("io.weightless.check.conformance.websocket.ReservedCases#opcodes")
  void aReservedOpcodeIsRefused(Case test, Server server) throws IOException {
    judge(test, server);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.weightless.check.conformance.websocket.FragmentCases#all")
  void fragmentsAreAMessage(Case test, Server server) throws IOException {
    judge(test, server);
  }

  @OneEngine
  @ParameterizedTest(name = "{0}")
  @MethodSource("io.weightless.check.conformance.websocket.Utf8Cases#all")
  void aTextIsUtf8(Case test, Server server) throws IOException {
    judge(test, server);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.weightless.check.conformance.websocket.ClosingCases#all")
  void aConnectionEndsInGoodOrder(Case test, Server server) throws IOException {
    judge(test, server);
  }

  @OneEngine
  @ParameterizedTest(name = "{0}")
  @MethodSource("io.weightless.check.conformance.websocket.LongTraffic#all")
  void aLotOfOctetsComesBack(Traffic traffic, Server server) throws IOException {
    judge(traffic.toCase(), server);
  }

  @OneEngine
  @ParameterizedTest(name = "{0}")
  @MethodSource("io.weightless.check.conformance.websocket.CompressedTraffic#all")
  void compressedMessagesComeBack(Traffic traffic, Server server) throws IOException {
    judge(traffic.toCase(), server);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.weightless.check.conformance.websocket.DeflateCases#all")
  void compressedDataIsTakenOrRefused(Case test, Server server) throws IOException {
    judge(test, server);
  }

  @OneEngine
  @ParameterizedTest(name = "{0}")
  @MethodSource("io.weightless.check.conformance.websocket.LimitCases#all")
  void whatIsTooMuchIsRefused(Case test, Server server) throws IOException {
    judge(test, server);
  }

  private static void judge(Case test, Server server) throws IOException {
    for (Way way : Play.ways(test)) {
      Verdict verdict = Play.of(server, test, way);
      assertThat(verdict.grade()).as("%s, %s: %s", test, way, verdict.said()).isEqualTo(Grade.OK);
    }
  }
}

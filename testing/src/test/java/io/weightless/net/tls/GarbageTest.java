package io.weightless.net.tls;

import static io.weightless.net.tls.InMemory.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.tls.TlsException.Reason;
import io.weightless.testing.kit.Pair;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is not TLS at all, where a handshake should begin.
final class GarbageTest implements InMemory {
  private static final int ALERT = 21;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "474554202f20485454502f312e310d0a0d0a", // GET / HTTP/1.1
        "0000000000",
        "00000000000000000000",
        "ffffffffffffffffffff",
        "160303ffff", // a record that is longer than any
        "1603034a00", // one that is too long by some
        "1603030000", // an empty one
        "170303000568656c6c6f", // bytes for the user
        "1403030001011703030005ffffffffff", // the same behind a change of ciphers
        "15030300020000", // alerts
        "1503030002ffff",
        "1503030002020a",
        "150303000102",
        "1603030004010000ff", // an empty greeting
        "16030300040100000016030300040100000000",
        "16030300047fffffff", // a message that is too long
        "1603030004020000001603030004020000000e", // a server's greeting
        "16030300040e00000016030300041400000016030300041800000100", // from behind the middle
        "802e0100020015000000100100800200800300800400800500800600800700c0000000000000000000000000000000"
      })
  void isRefusedByBothSides(String hex) throws IOException {
    byte[] garbage = HexFormat.of().parseHex(hex);
    assertRefused(garbage, false);
    assertRefused(garbage, true);
  }

  @Test
  void isRefusedWhateverItIs() throws IOException {
    SplittableRandom random = new SplittableRandom(10);
    for (int i = 0; i < 500; i++) {
      byte[] garbage = new byte[random.nextInt(1, 200)];
      random.nextBytes(garbage);
      if (random.nextInt(4) > 0) {
        garbage[0] = (byte) random.nextInt(20, 24);
      }
      if (random.nextBoolean() && garbage.length > 5) {
        garbage[1] = 3;
        garbage[2] = 3;
        garbage[3] = 0;
        garbage[4] = (byte) random.nextInt(0, garbage.length);
      }
      assertRefused(garbage, random.nextBoolean());
    }
  }

  private void assertRefused(byte[] garbage, boolean isClient) throws IOException {
    run(scope -> {
      Pair wire = InMemory.wire();
      var answer = scope.start("garbage", () -> answerTo(garbage, wire));
      IOException failure =
          failureOf(() -> {
            try (TlsStream stream =
                isClient ? InMemory.client(wire.near()) : InMemory.server(wire.near())) {
              stream.read();
            }
          });
      String shown = HexFormat.of().formatHex(garbage);
      assertThat(failure).as(shown).isInstanceOf(TlsException.class);
      Reason reason = ((TlsException) failure).reason();
      assertThat(reason).as(shown + ": " + failure).isNotIn(Reason.UNTRUSTED, Reason.LIMIT);
      byte[] answered = answer.await();
      if (reason == Reason.PROTOCOL && garbage[0] != ALERT) {
        assertThat(answered).as(shown + " alert for " + failure).contains(ALERT);
      }
    });
  }

  /// Only alerts have that many bytes, and nothing else is answered.
  private static byte[] answerTo(byte[] garbage, Pair wire) throws IOException {
    try (var far = wire.far()) {
      far.write(ByteBuffer.wrap(garbage));
      far.closeOutput();
      return InMemory.readAll(far);
    }
  }
}

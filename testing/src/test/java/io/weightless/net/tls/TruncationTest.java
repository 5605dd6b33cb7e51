package io.weightless.net.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.tls.TlsException.Reason;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A conversation of which only the first bytes arrive, whatever their number.
final class TruncationTest implements InMemory {
  /// In the middle of a long handshake; its first and last bytes, and those behind it, are all cut.
  private static final int STRIDE = 29;

  private static final int HEAD = 40;
  private static final int TAIL = 120;

  @ParameterizedTest
  @CsvSource({"true, TLSv1.3", "false, TLSv1.3", "true, TLSv1.2", "false, TLSv1.2"})
  void whatCameWholeIsDeliveredAndTheCutIsTold(boolean isClient, String version)
      throws IOException {
    long[] all = {0};
    run(scope -> {
      Conversation whole = Conversation.hold(scope, isClient, version, (_, bytes) -> bytes);
      assertThat(whole.failure()).isNull();
      assertThat(whole.heard()).isEqualTo("one two three");
      all[0] = whole.sent();
    });
    for (long cut = 0; cut < all[0] - 4; cut += step(cut, all[0])) {
      long now = cut;
      run(scope -> assertCut(Conversation.hold(scope, isClient, version, new Cut(now)), now));
    }
  }

  private static long step(long cut, long all) {
    return cut < HEAD || cut > all - TAIL ? 1 : STRIDE;
  }

  private record Cut(long at) implements Peer.Middle {
    @Override
    public byte[] pass(long from, byte... bytes) {
      return Arrays.copyOf(bytes, Math.clamp(at - from, 0, bytes.length));
    }

    @Override
    public boolean isOver(long bytes) {
      return bytes > at;
    }
  }

  private static void assertCut(Conversation cut, long at) {
    String where = "cut at " + at;
    if (at >= cut.sent()) { // signatures differ a little in length
      return;
    }
    assertThat(cut.failure())
        .as(where)
        .isInstanceOfSatisfying(
            TlsException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TRUNCATED));
    assertThat(cut.heard()).as(where).isEqualTo(cut.whole(at));
    String told = cut.heard().isEmpty() ? "the connection" : "without TLS's own end";
    assertThat(cut.failure()).hasMessageContaining(told);
  }
}

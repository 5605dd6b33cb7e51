package io.weightless.net.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Conversations into which somebody else has put something, by chance.
final class MutationTest implements InMemory {
  private static final int CONVERSATIONS = 250;

  @ParameterizedTest
  @CsvSource({"true, TLSv1.3, 1", "false, TLSv1.3, 2", "true, TLSv1.2, 3", "false, TLSv1.2, 4"})
  void nothingThatWasChangedIsDelivered(boolean isClient, String version, long seed)
      throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    Map<TlsException.Reason, Integer> seen = new EnumMap<>(TlsException.Reason.class);
    for (int i = 0; i < CONVERSATIONS; i++) {
      int now = i;
      long place = random.nextInt(10) == 0 ? random.nextInt(60) : random.nextInt(2_200);
      run(scope -> {
        Conversation changed =
            Conversation.hold(scope, isClient, version, new Change(place, random.split()));
        assertThat("one two three").as("%s", now).startsWith(changed.heard());
        if (changed.failure() == null) {
          assertThat(changed.heard()).as("%s", now).isEqualTo("one two three");
        } else {
          assertThat(changed.failure()).as("%s", now).isInstanceOf(TlsException.class);
          seen.merge(((TlsException) changed.failure()).reason(), 1, Integer::sum);
        }
      });
    }
    assertThat(seen).containsKey(TlsException.Reason.PROTOCOL);
  }

  /// At one place a bit is another, some bytes are gone, or there are more, or there again.
  private record Change(long place, SplittableRandom random) implements Peer.Middle {
    @Override
    public byte[] pass(long from, byte... bytes) {
      if (place < from || place >= from + bytes.length) {
        return bytes;
      }
      int at = (int) (place - from);
      return switch (random.nextInt(5)) {
        case 0, 1 -> changed(bytes, at);
        case 2 -> joined(Arrays.copyOf(bytes, at), rest(bytes, at + random.nextInt(1, 40)));
        case 3 -> joined(Arrays.copyOf(bytes, at), noise(), rest(bytes, at));
        default -> joined(bytes, bytes);
      };
    }

    private byte[] changed(byte[] bytes, int at) {
      byte[] changed = bytes.clone();
      changed[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
      return changed;
    }

    private static byte[] rest(byte[] bytes, int at) {
      return Arrays.copyOfRange(bytes, Math.min(at, bytes.length), bytes.length);
    }

    private byte[] noise() {
      byte[] noise = new byte[random.nextInt(1, 40)];
      random.nextBytes(noise);
      return noise;
    }

    private static byte[] joined(byte[]... parts) {
      ByteArrayOutputStream joined = new ByteArrayOutputStream();
      for (byte[] part : parts) {
        joined.writeBytes(part);
      }
      return joined.toByteArray();
    }
  }
}

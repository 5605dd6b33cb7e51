package io.weightless.http.websocket.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.testkit.OneEngine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 6455, section 5.3, byte by byte.
@OneEngine
final class MaskingTest {
  private static final int LONGEST = 40;
  private static final int BEFORE = 3;
  private static final int AROUND = 7;
  private static final byte UNTOUCHED = 0x55;

  /// Of the same bytes.
  private static final List<UnaryOperator<ByteBuffer>> KINDS =
      List.of(
          bytes -> bytes,
          ByteBuffer::asReadOnlyBuffer,
          bytes -> ByteBuffer.allocateDirect(bytes.capacity()).put(bytes.duplicate().clear()),
          bytes -> bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN),
          bytes -> bytes.slice(0, bytes.capacity()));

  @ParameterizedTest
  @ValueSource(ints = {0x37fa213d, 0x000000ff, 0x80000000, -1, 0})
  void eachByteIsCombinedWithItsByteOfTheKey(int key) {
    for (UnaryOperator<ByteBuffer> kind : KINDS) {
      for (ByteBuffer target : targets()) {
        for (int length = 0; length <= LONGEST; length++) {
          for (long at : new long[] {0, 1, 2, 3, 4, 5, 6, 7, (1L << 40) + 3}) {
            masks(kind.apply(random()), target, length, key, at);
          }
        }
      }
    }
  }

  private static List<ByteBuffer> targets() {
    ByteBuffer heap = ByteBuffer.allocate(LONGEST + AROUND);
    ByteBuffer direct = ByteBuffer.allocateDirect(LONGEST + AROUND);
    return List.of(
        heap,
        direct,
        heap.duplicate().order(ByteOrder.LITTLE_ENDIAN),
        ByteBuffer.allocate(LONGEST + 2 * AROUND).slice(AROUND, LONGEST + AROUND));
  }

  private static ByteBuffer random() {
    byte[] bytes = new byte[LONGEST + AROUND];
    new SplittableRandom(5).nextBytes(bytes);
    return ByteBuffer.wrap(bytes);
  }

  private static void masks(ByteBuffer source, ByteBuffer target, int length, int key, long at) {
    for (int i = 0; i < target.capacity(); i++) {
      target.put(i, UNTOUCHED);
    }
    byte[] whole = Messages.taken(source.duplicate().clear());
    source.position(BEFORE);
    target.position(BEFORE + 1);

    Masking.copy(source, target, length, key, at);

    assertThat(source.position()).isEqualTo(BEFORE + length);
    assertThat(target.position()).isEqualTo(BEFORE + 1 + length);
    byte[] expected = new byte[target.capacity()];
    for (int i = 0; i < expected.length; i++) {
      int of = i - BEFORE - 1;
      boolean isMasked = of >= 0 && of < length;
      expected[i] = isMasked ? (byte) (whole[BEFORE + of] ^ keyByte(key, at + of)) : UNTOUCHED;
    }
    assertThat(Messages.taken(target.duplicate().clear()))
        .as("%d bytes at %d, %s to %s", length, at, source, target)
        .isEqualTo(expected);
    assertThat(Messages.taken(source.duplicate().clear())).isEqualTo(whole);
  }

  /// Octet i MOD 4 of the key, the first of which is the highest.
  private static int keyByte(int key, long i) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(key).get((int) (i % 4));
  }
}

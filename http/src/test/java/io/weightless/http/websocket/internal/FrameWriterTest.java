package io.weightless.http.websocket.internal;

import static io.weightless.http.websocket.internal.Messages.hex;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.testkit.OneEngine;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// RFC 6455, sections 5.2 and 5.7: heads as they are written, and read again.
@OneEngine
final class FrameWriterTest {
  private static final int KEY = 0x37fa213d;

  @ParameterizedTest
  @CsvSource({
    "1, true, false, 5, 81 05",
    "1, false, false, 3, 01 03",
    "0, true, false, 2, 80 02",
    "9, true, false, 0, 89 00",
    "2, true, true, 125, c2 7d",
    "2, true, false, 126, 82 7e 00 7e",
    "2, true, false, 256, 82 7e 01 00",
    "2, true, false, 65535, 82 7e ff ff",
    "2, true, false, 65536, 82 7f 00 00 00 00 00 01 00 00",
    "2, false, false, 9223372036854775807, 02 7f 7f ff ff ff ff ff ff ff",
  })
  void aHeadHasTheShortestLengthThatHolds(
      int opcode, boolean isFinal, boolean isCompressed, long length, String head)
      throws Exception {
    ByteBuffer plain = ByteBuffer.allocate(FrameWriter.HEAD_BYTES);
    FrameWriter.head(plain, opcode, isFinal, isCompressed, length);
    assertThat(hex(plain.flip())).isEqualTo(head);
    readsEverywhere(plain.rewind(), opcode, isFinal, isCompressed, length, 0);

    ByteBuffer masked = ByteBuffer.allocate(FrameWriter.HEAD_BYTES);
    FrameWriter.maskedHead(masked, opcode, isFinal, isCompressed, length, KEY);
    byte[] same = hex(head);
    same[1] |= (byte) 0x80;
    assertThat(hex(masked.flip())).isEqualTo(hex(ByteBuffer.wrap(same)) + " 37 fa 21 3d");
    readsEverywhere(masked.rewind(), opcode, isFinal, isCompressed, length, KEY);
  }

  @Test
  void whatIsWrittenIsRead() throws Exception {
    int[] opcodes = {0, 1, 2, 8, 9, 10};
    SplittableRandom random = new SplittableRandom(6455);
    for (int round = 0; round < 10_000; round++) {
      int opcode = opcodes[random.nextInt(opcodes.length)];
      boolean isControl = Opcode.isControl(opcode);
      boolean isFinal = isControl || random.nextBoolean();
      boolean isCompressed = !isControl && random.nextBoolean();
      long length =
          isControl ? random.nextInt(126) : random.nextLong() >>> (1 + random.nextInt(63));
      int key = random.nextInt(3) == 0 ? 0 : random.nextInt();
      ByteBuffer head = ByteBuffer.allocate(FrameWriter.HEAD_BYTES);
      if (key == 0) {
        FrameWriter.head(head, opcode, isFinal, isCompressed, length);
      } else {
        FrameWriter.maskedHead(head, opcode, isFinal, isCompressed, length, key);
      }
      readsEverywhere(head.flip(), opcode, isFinal, isCompressed, length, key);
    }
  }

  /// However it is cut in two.
  private static void readsEverywhere(
      ByteBuffer head, int opcode, boolean isFinal, boolean isCompressed, long length, int key)
      throws Violation {
    int size = head.remaining();
    for (int cut = 0; cut < size; cut++) {
      FrameParser parser = new FrameParser(key != 0, true, Long.MAX_VALUE);
      assertThat(parser.parse(head.slice(0, cut))).isFalse();
      assertThat(parser.parse(head.slice(cut, size - cut))).isTrue();
      assertThat(parser.opcode()).isEqualTo(opcode);
      assertThat(parser.isFinal()).isEqualTo(isFinal);
      assertThat(parser.isCompressed()).isEqualTo(isCompressed);
      assertThat(parser.length()).isEqualTo(length);
      assertThat(parser.key()).isEqualTo(key);
    }
  }
}

package io.weightless.http.websocket.internal;

import static io.weightless.http.websocket.internal.Messages.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.testkit.OneEngine;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 6455, section 5.2: what no head of a frame may be.
@OneEngine
final class FrameParserTest {
  private static final long AMPLE = Long.MAX_VALUE;

  @ParameterizedTest
  @CsvSource({
    "90, a reserved bit is set",
    "a1, a reserved bit is set",
    "c1, a reserved bit is set",
    "b2, a reserved bit is set",
    "83, there is no opcode 3",
    "04, there is no opcode 4",
    "85, there is no opcode 5",
    "86, there is no opcode 6",
    "87, there is no opcode 7",
    "8b, there is no opcode 11",
    "0c, there is no opcode 12",
    "8d, there is no opcode 13",
    "8e, there is no opcode 14",
    "8f, there is no opcode 15",
    "08, a control frame is fragmented",
    "09, a control frame is fragmented",
    "0a, a control frame is fragmented",
    "81 80, a server's frame is masked",
    "8a ff, a server's frame is masked",
    "88 7e, a control frame has more than 125 bytes",
    "89 7f, a control frame has more than 125 bytes",
    "8a 7e, a control frame has more than 125 bytes",
    "82 7e 00 00, a frame's length has a shorter form",
    "82 7e 00 7d, a frame's length has a shorter form",
    "82 7f 80, a frame's length has its first bit set",
    "82 7f ff, a frame's length has its first bit set",
    "82 7f 00 00 00 00 00 00, a frame's length has a shorter form",
  })
  void aHeadThatCantBeRightIsRefusedAtTheFirstByteThatShowsIt(String head, String why)
      throws Exception {
    refuses(new FrameParser(false, false, AMPLE), hex(head), CloseCodes.PROTOCOL_ERROR, why);
  }

  @ParameterizedTest
  @CsvSource({
    "81 00, a client's frame is not masked",
    "89 7d, a client's frame is not masked",
    "82 7f, a client's frame is not masked",
    "88 fe, a control frame has more than 125 bytes",
    "82 fe 00 7d, a frame's length has a shorter form",
    "82 ff 80, a frame's length has its first bit set",
    "82 ff 00 00 00 00 00 00, a frame's length has a shorter form",
    "c9, a reserved bit is set",
    "ca, a reserved bit is set",
    "c8, a reserved bit is set",
    "d1, a reserved bit is set",
  })
  void thatOfAClientIsRefusedLikewise(String head, String why) throws Exception {
    refuses(new FrameParser(true, true, AMPLE), hex(head), CloseCodes.PROTOCOL_ERROR, why);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 125, 126, 65_535, 65_536, 1L << 40})
  void aFrameHasAsManyBytesAsTheLimitAndNotOneMore(long limit) throws Exception {
    for (boolean isMasked : new boolean[] {false, true}) {
      FrameParser parser = new FrameParser(isMasked, false, limit);
      assertThat(parser.parse(head(limit, isMasked))).isTrue();
      assertThat(parser.length()).isEqualTo(limit);

      byte[] tooLong = Messages.taken(head(limit + 1, isMasked));
      int key = isMasked ? Integer.BYTES : 0;
      byte[] untilLength = Arrays.copyOf(tooLong, tooLong.length - key);
      String why = "a frame has " + (limit + 1) + " bytes; limit " + limit;
      refuses(new FrameParser(isMasked, false, limit), untilLength, CloseCodes.TOO_BIG, why);
    }
  }

  private static ByteBuffer head(long length, boolean isMasked) {
    ByteBuffer head = ByteBuffer.allocate(FrameWriter.HEAD_BYTES);
    if (isMasked) {
      FrameWriter.maskedHead(head, Opcode.BINARY, true, false, length, 77);
    } else {
      FrameWriter.head(head, Opcode.BINARY, true, false, length);
    }
    return head.flip();
  }

  @Test
  void theLimitIsNotForControlFrames() throws Exception {
    FrameParser parser = new FrameParser(false, false, 1);

    assertThat(parser.parse(ByteBuffer.wrap(hex("89 7d")))).isTrue();
    assertThat(parser.length()).isEqualTo(125);
  }

  @Test
  void aCompressedMessageIsOneWhereThatWasAgreedOn() throws Exception {
    FrameParser parser = new FrameParser(false, true, AMPLE);

    assertThat(parser.parse(ByteBuffer.wrap(hex("c1 00")))).isTrue();
    assertThat(parser.isCompressed()).isTrue();
    assertThat(parser.parse(ByteBuffer.wrap(hex("81 00")))).isTrue();
    assertThat(parser.isCompressed()).isFalse();
  }

  @Test
  void aHeadHasBegunUntilItIsComplete() throws Exception {
    FrameParser parser = new FrameParser(true, false, AMPLE);
    byte[] head = hex("01 85 37 fa 21 3d");
    assertThat(parser.hasBegun()).isFalse();
    for (int i = 0; i < head.length - 1; i++) {
      assertThat(parser.parse(ByteBuffer.wrap(head, i, 1))).isFalse();
      assertThat(parser.hasBegun()).isTrue();
    }
    ByteBuffer rest = ByteBuffer.wrap(new byte[] {0x3d, 1, 2, 3});

    assertThat(parser.parse(rest)).isTrue();
    assertThat(parser.hasBegun()).isFalse();
    assertThat(rest.remaining()).isEqualTo(3);
    assertThat(parser.key()).isEqualTo(0x37fa213d);
    assertThat(parser.isFinal()).isFalse();
    assertThat(parser.isControl()).isFalse();
    assertThat(parser.opcode()).isEqualTo(Opcode.TEXT);
  }

  @Test
  void nothingOfOneFrameIsLeftForTheNext() throws Exception {
    FrameParser parser = new FrameParser(true, false, AMPLE);
    ByteBuffer heads = ByteBuffer.wrap(hex("82 fe 01 00 ff ff ff ff 8a 80 00 00 00 01"));

    assertThat(parser.parse(heads)).isTrue();
    assertThat(parser.length()).isEqualTo(256);
    assertThat(parser.key()).isEqualTo(-1);
    assertThat(parser.parse(heads)).isTrue();
    assertThat(parser.length()).isZero();
    assertThat(parser.key()).isOne();
  }

  /// All but the last byte is a beginning, and with that one it is refused.
  private static void refuses(FrameParser parser, byte[] head, int code, String why)
      throws Violation {
    assertThat(parser.parse(ByteBuffer.wrap(head, 0, head.length - 1))).isFalse();
    ByteBuffer last = ByteBuffer.wrap(head, head.length - 1, 1);
    assertThatThrownBy(() -> parser.parse(last))
        .isInstanceOfSatisfying(Violation.class, bad -> assertThat(bad.code()).isEqualTo(code))
        .hasMessage(why);
  }
}

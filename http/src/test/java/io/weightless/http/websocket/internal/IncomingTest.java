package io.weightless.http.websocket.internal;

import static io.weightless.http.websocket.internal.Messages.hex;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.weightless.testkit.OneEngine;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 6455, sections 5.4 to 5.6, and RFC 7692, section 7.2.3: what frames mean.
@OneEngine
final class IncomingTest {
  private static final Deflate ALL = new Deflate(false, false, 15, 15);
  private static final int AMPLE = 1 << 20;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aConversationIsHeardTheSameWhereverItIsCut(boolean isServer) {
    byte[] talk =
        new Frames(isServer)
            .add(0x81, text("Hello"))
            .add(0x01, text("in "))
            .add(0x89, text("are you there"))
            .add(0x00, text(""))
            .add(0x8a, text(""))
            .add(0x80, text("parts: \u00c3\u00bc"))
            .add(0x82, text(""))
            .add(0x02, text("\u00c3"))
            .add(0x80, text("x".repeat(200)))
            .add(0x88, hex("03 e8 6f 6b"))
            .add(0x81, text("behind the close nothing is heard"))
            .toBytes();
    for (int room : new int[] {1, 3, 1000}) {
      for (int at = 0; at <= talk.length; at++) {
        assertThat(Heard.of(plain(isServer), room, Frames.cutAt(talk, at)))
            .containsExactly(
                "text Hello",
                "PING are you there",
                "PONG ",
                "text in parts: \u00c3\u00bc",
                "bytes ",
                "bytes \u00c3" + "x".repeat(200),
                "CLOSE \u0003\u00e8ok");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void compressedMessagesAreHeardTheSameWhereverTheyAreCut(boolean isServer) {
    byte[] talk =
        new Frames(isServer)
            .add(0xc1, hex("f2 48 cd c9 c9 07 00"))
            .add(0x41, hex("f2 00"))
            .add(0x89, text("between"))
            .add(0x00, text(""))
            .add(0x80, hex("11 00 00"))
            .add(0x81, text("plain"))
            .add(0xc2, hex("00"))
            .add(0xc1, hex("f3 48 cd c9 c9 07 00 00"))
            .toBytes();
    for (int room : new int[] {1, 3, 1000}) {
      for (int at = 0; at <= talk.length; at++) {
        Incoming incoming = new Incoming(isServer, AMPLE, Inflating.ofClient(ALL));
        assertThat(Heard.of(incoming, room, Frames.cutAt(talk, at)))
            .containsExactly(
                "text Hello", "PING between", "text Hello", "text plain", "bytes ", "text Hello");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "80 00, 1002, to go on with nothing",
    "81 01 61 80 01 61, 1002, to go on with a message that is over",
    "01 01 61 81 01 61, 1002, a message in another one",
    "01 01 61 02 01 61, 1002, a message in another one",
    "01 00 c0 00, 1002, compressed from the second frame on",
    "81 01 ff, 1007, no text",
    "81 02 c3 28, 1007, no text",
    "81 01 c3, 1007, a text that ends within a sign",
    "01 01 c3 89 00 80 00, 1007, a text that ends within a sign",
    "01 01 c3 80 01 28, 1007, no text over two frames",
    "82 7e 00 a5, 1009, a frame above the limit",
    "c1 01 07, 1007, no compressed data",
    "c1 05 f2 48 cd c9 c9, 1007, compressed data that ends within a block",
    "c1 00, 1007, compressed data of no byte",
    "c1 03 62 80 00, 1007, compressed and no text",
  })
  void whatIsAgainstTheRulesIsRefused(String frames, int code, String why) {
    byte[] bytes = hex(frames);
    for (int at = 0; at <= bytes.length; at++) {
      Incoming incoming = new Incoming(false, 100, Inflating.ofServer(ALL));
      assertThat(Heard.of(incoming, 10, Frames.cutAt(bytes, at)))
          .as(why)
          .last()
          .isEqualTo("violation " + code);
    }
  }

  @Test
  void aTextIsRefusedAtItsFirstWrongByteThoughMoreOfItIsToCome() throws Exception {
    Incoming incoming = plain(false);
    ByteBuffer beginning = ByteBuffer.wrap(hex("81 7d 61 ed"));
    ByteBuffer room = ByteBuffer.allocate(100);
    incoming.next(beginning);
    incoming.take(beginning, room);
    ByteBuffer surrogate = ByteBuffer.wrap(hex("a0"));

    assertThat(incoming.next(surrogate)).isEqualTo(Incoming.Signal.DATA);
    assertThat(takes(incoming, surrogate, room)).isEqualTo(1007);
  }

  private static int takes(Incoming incoming, ByteBuffer in, ByteBuffer room) {
    try {
      incoming.take(in, room);
      return 0;
    } catch (Violation bad) {
      return bad.code();
    }
  }

  @Test
  void itSaysHowMuchOfAMessageIsKnownToCome() throws Exception {
    Incoming incoming = new Incoming(false, AMPLE, Inflating.ofServer(ALL));
    ByteBuffer in = ByteBuffer.wrap(hex("02 03 01 02 03 80 05 04"));
    ByteBuffer room = ByteBuffer.allocate(2);

    incoming.next(in);
    assertThat(List.of(incoming.left(), incoming.isLast())).containsExactly(3L, false);
    incoming.take(in, room);
    assertThat(incoming.left()).isOne();
    incoming.take(in, room.clear());
    incoming.next(in);
    assertThat(List.of(incoming.left(), incoming.isLast())).containsExactly(5L, true);

    Incoming compressed = new Incoming(false, AMPLE, Inflating.ofServer(ALL));
    compressed.next(ByteBuffer.wrap(hex("c1 07 f2")));
    assertThat(List.of(compressed.left(), compressed.isLast())).containsExactly(0L, false);
  }

  @Test
  void itsCloseIsThatOfTheDecompressor() throws Exception {
    Counted counted = new Counted();
    Incoming incoming = new Incoming(false, AMPLE, new Inflating(true, 15, counted::inflater));
    ByteBuffer in = ByteBuffer.wrap(hex("c1 07 f2 48 cd c9 c9 07 00"));
    incoming.next(in);
    incoming.take(in, ByteBuffer.allocate(10));
    assertThat(counted.open).isOne();

    incoming.close();
    incoming.close();

    assertThat(counted.open).isZero();
    assertThatIllegalStateException().isThrownBy(() -> incoming.next(in));
  }

  private static Incoming plain(boolean isServer) {
    return new Incoming(isServer, AMPLE, null);
  }

  private static byte[] text(String latin) {
    return latin.getBytes(ISO_8859_1);
  }
}

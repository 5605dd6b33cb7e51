package io.weightless.http.websocket.internal;

import static io.weightless.http.websocket.internal.Messages.hex;
import static io.weightless.http.websocket.internal.Messages.inflated;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.testkit.OneEngine;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 7692, section 7.2.2, by the examples of section 7.2.3.
@OneEngine
final class InflatingTest {
  private static final String HELLO = "f2 48 cd c9 c9 07 00";
  private static final String FINAL_HELLO = "f3 48 cd c9 c9 07 00 00";
  private static final Deflate ALL = new Deflate(false, false, 15, 15);
  private static final Deflate NO_CONTEXT = new Deflate(true, true, 15, 15);

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        HELLO + ", Hello",
        "00 05 00 fa ff 48 65 6c 6c 6f 00, Hello",
        FINAL_HELLO + ", Hello",
        "f2 48 05 00 00 00 ff ff ca c9 c9 07 00, Hello",
        "f3 48 05 00 ca c9 c9 07 00, Hello",
        "01 05 00 fa ff 48 65 6c 6c 6f 00, Hello",
        "f3 48 cd c9 c9 07 00 f2 00 11 00 00, HelloHello",
        "00 00 00 ff ff 03 00 02 00, ``",
        "00, ``",
        "01 00 00 ff ff, ``",
        "f3 48 cd c9 c9 07 00, Hello",
      })
  void whatIsCompressedIsReadAtEverySplitPointAndBytewise(String sent, String plain)
      throws Exception {
    byte[] payload = hex(sent);
    for (int room : new int[] {1, 2, 5, 1000}) {
      for (int at = 0; at <= payload.length; at++) {
        try (Inflating inflating = Inflating.ofClient(ALL)) {
          byte[] tail = Arrays.copyOfRange(payload, at, payload.length);

          assertThat(inflated(inflating, room, Arrays.copyOf(payload, at), tail))
              .asString(US_ASCII)
              .isEqualTo(plain);
          assertThat(inflated(inflating, room, hex(HELLO))).asString(US_ASCII).isEqualTo("Hello");
        }
      }
      byte[][] single = new byte[payload.length][];
      Arrays.setAll(single, i -> new byte[] {payload[i]});
      try (Inflating inflating = Inflating.ofServer(NO_CONTEXT)) {
        assertThat(inflated(inflating, room, single)).asString(US_ASCII).isEqualTo(plain);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {HELLO, FINAL_HELLO, "00 05 00 fa ff 48 65 6c 6c 6f 00"})
  void aMessageRefersToOneBeforeHoweverThatOneEnded(String first) throws Exception {
    try (Inflating inflating = Inflating.ofClient(ALL)) {
      inflated(inflating, 1000, hex(first));

      assertThat(inflated(inflating, 1000, hex("f2 00 11 00 00")))
          .asString(US_ASCII)
          .isEqualTo("Hello");
    }
  }

  @Test
  void withoutContextNoMessageRefersToOneBefore() throws Exception {
    try (Inflating inflating = Inflating.ofClient(NO_CONTEXT)) {
      inflated(inflating, 1000, hex(HELLO));

      assertThatThrownBy(() -> inflated(inflating, 1000, hex("f2 00 11 00 00")))
          .isInstanceOf(Violation.class)
          .hasMessage("compressed data is broken: invalid distance too far back");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "07",
        "ff",
        "ff ff ff",
        "04 ff",
        "00 05 00 05 00 48",
        "f2 02 22 00",
        "00 01 02 03 04 05",
        "f3 48 cd c9 c9 07 00 ff",
      })
  void whatIsNotCompressedIsRefused(String garbage) {
    Counted counted = new Counted();
    try (Inflating inflating = new Inflating(true, 15, counted::inflater)) {
      assertThatThrownBy(() -> inflated(inflating, 1000, hex(garbage)))
          .isInstanceOfSatisfying(
              Violation.class, refused -> assertThat(refused.code()).isEqualTo(1007));
      assertThat(counted.open).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aMessageThatEndsWithinABlockIsRefusedWhereverItEnds(boolean isLong) throws Exception {
    byte[] plain =
        isLong ? Messages.random(new SplittableRandom(7), 6_000) : "Hello".getBytes(US_ASCII);
    for (int level : new int[] {1, 6, 9}) {
      byte[] whole;
      try (Deflating deflating = Deflating.ofClient(ALL, level)) {
        whole = Messages.taken(deflating.message(ByteBuffer.wrap(plain)));
      }
      for (int end = 0; end < whole.length; end++) {
        byte[] cut = Arrays.copyOf(whole, end);
        try (Inflating inflating = Inflating.ofClient(ALL)) {
          assertThatThrownBy(() -> inflated(inflating, 100_000, cut))
              .as("cut at %d of %d", end, whole.length)
              .isInstanceOf(Violation.class);
        }
      }
    }
  }

  @Test
  void eachSideIsReadAsAgreedForIt() throws Exception {
    Deflate forServer = new Deflate(true, false, 15, 15);
    assertThat(readsContext(Inflating.ofServer(forServer))).isFalse();
    assertThat(readsContext(Inflating.ofClient(forServer))).isTrue();
  }

  private static boolean readsContext(Inflating inflating) throws Violation {
    try (inflating) {
      inflated(inflating, 1000, hex(HELLO));
      inflated(inflating, 1000, hex("f2 00 11 00 00"));
      return true;
    } catch (Violation refused) {
      return false;
    }
  }

  @Test
  void withoutContextAFinalBlockBringsNothingBackOfAMessageBefore() throws Exception {
    try (Inflating inflating = Inflating.ofClient(NO_CONTEXT)) {
      inflated(inflating, 1000, hex(HELLO));

      assertThatThrownBy(() -> inflated(inflating, 1000, hex("03 00 f2 00 11 00 00")))
          .isInstanceOf(Violation.class);
    }
  }

  @Test
  void aMessageWithoutAByteIsRefusedWhateverWasBefore() throws Exception {
    try (Inflating inflating = Inflating.ofClient(ALL)) {
      inflated(inflating, 1000, hex("f3 48 cd c9 c9 07 00"));

      assertThatThrownBy(() -> inflated(inflating, 1000)).isInstanceOf(Violation.class);
    }
  }

  @Test
  void aBombFillsNoMoreThanTheRoomThatIsGiven() throws Exception {
    byte[] bomb;
    try (Deflating deflating = Deflating.ofClient(ALL, 9)) {
      bomb = Messages.taken(deflating.message(ByteBuffer.allocate(50_000_000)));
    }
    assertThat(bomb.length).isLessThan(50_000);
    try (Inflating inflating = Inflating.ofClient(ALL)) {
      ByteBuffer in = ByteBuffer.wrap(bomb);
      inflating.feed(in);
      ByteBuffer out = ByteBuffer.allocate(1000).position(500).limit(900);

      assertThat(inflating.inflate(out)).isEqualTo(400);
      assertThat(out.hasRemaining()).isFalse();
      assertThat(inflating.inflate(out)).isZero();
      assertThat(inflating.isDry()).isFalse();
      assertThatIllegalStateException().isThrownBy(inflating::endMessage);
      assertThatIllegalStateException().isThrownBy(() -> inflating.feed(in));
    }
  }

  @Test
  void finalBlocksAreAsManyAsDataAllowsAndNotMore() throws Exception {
    byte[] few = hex("03 00 ".repeat(16) + "00");
    byte[] many = hex("03 00 ".repeat(17) + "00");
    try (Inflating inflating = Inflating.ofClient(ALL)) {
      assertThat(inflated(inflating, 10, few)).isEmpty();
      assertThat(inflated(inflating, 10, few)).isEmpty();
      assertThatThrownBy(() -> inflated(inflating, 10, many))
          .isInstanceOfSatisfying(
              Violation.class, refused -> assertThat(refused.code()).isEqualTo(1008));
      assertThatIllegalStateException().isThrownBy(inflating::endMessage);
    }
    byte[] kilobytes = new byte[40 * 1024];
    int at = 0;
    for (int i = 0; i < 40; i++, at += 1024) {
      System.arraycopy(hex("01 fb 03 04 fc"), 0, kilobytes, at, 5);
    }
    try (Inflating inflating = Inflating.ofClient(ALL)) {
      assertThat(inflated(inflating, 100_000, kilobytes)).hasSize(40 * 1019);
      assertThatThrownBy(() -> inflated(inflating, 10, many)).isInstanceOf(Violation.class);
    }
  }

  @Test
  void nothingIsHeldBeforeAMessageNorWithoutContextAfterIt() throws Exception {
    Counted counted = new Counted();
    try (Inflating inflating = new Inflating(false, 15, counted::inflater)) {
      assertThat(counted.made).isZero();
      for (int i = 1; i <= 3; i++) {
        inflating.feed(ByteBuffer.wrap(hex(HELLO)));
        inflating.inflate(ByteBuffer.allocate(10));
        assertThat(counted.open).isOne();
        inflating.endMessage();
        assertThat(counted.open).isZero();
        assertThat(counted.made).isEqualTo(i);
      }
    }
  }

  @Test
  void withContextOneIsHeldUntilItIsClosed() throws Exception {
    Counted counted = new Counted();
    Inflating inflating = new Inflating(true, 15, counted::inflater);
    inflated(inflating, 10, hex(HELLO));
    inflated(inflating, 10, hex(HELLO));
    assertThat(counted.open).isOne();

    inflating.feed(ByteBuffer.wrap(hex(HELLO)));
    inflating.close();
    inflating.close();

    assertThat(counted.open).isZero();
    assertThat(counted.made).isOne();
    assertThatIllegalStateException().isThrownBy(() -> inflating.feed(ByteBuffer.allocate(1)));
    assertThatIllegalStateException().isThrownBy(() -> inflating.inflate(ByteBuffer.allocate(1)));
    assertThatIllegalStateException().isThrownBy(inflating::endMessage);
  }
}

package io.weightless.http.websocket.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.testkit.OneEngine;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// RFC 3629, by the JDK's decoder.
@OneEngine
final class Utf8CheckTest {
  /// Those on both sides of each border of the grammar.
  private static final int[] BORDERS = {
    0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec,
    0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff
  };

  private static final int[] CONTINUATIONS = {0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf};

  private static final CharsetDecoder JDK = UTF_8.newDecoder();

  private static final long SEED = Long.getLong("weightless.seed", System.nanoTime());

  @Test
  void allOfOneAndTwoBytesAreTextIfTheJdkSaysSo() {
    for (int first = 0; first < 256; first++) {
      agrees((byte) first);
      for (int second = 0; second < 256; second++) {
        agrees((byte) first, (byte) second);
      }
    }
  }

  @Test
  void allOfThreeAndFourBytesAtTheBordersAreTextIfTheJdkSaysSo() {
    for (int first : BORDERS) {
      for (int second : BORDERS) {
        for (int third : BORDERS) {
          agrees((byte) first, (byte) second, (byte) third);
          for (int fourth : BORDERS) {
            agrees((byte) first, (byte) second, (byte) third, (byte) fourth);
          }
        }
      }
    }
  }

  private static void agrees(byte... bytes) {
    boolean isText = Utf8Check.isText(ByteBuffer.wrap(bytes));
    if (isText != isTextForTheJdk(bytes)) {
      throw new AssertionError(Messages.hex(ByteBuffer.wrap(bytes)) + " is text: " + isText);
    }
  }

  /// A decoder tells of some of them only later.
  @Test
  void itFailsAtTheFirstByteBehindWhichNoTextCanCome() {
    for (int first : BORDERS) {
      for (int second : BORDERS) {
        for (int third : BORDERS) {
          byte[] bytes = {(byte) first, (byte) second, (byte) third};
          assertThat(accepted(bytes))
              .as(Messages.hex(ByteBuffer.wrap(bytes)))
              .isEqualTo(possible(bytes));
        }
      }
    }
  }

  /// How many bytes it takes, one by one.
  private static int accepted(byte[] bytes) {
    Utf8Check check = new Utf8Check();
    ByteBuffer text = ByteBuffer.wrap(bytes);
    int count = 0;
    while (count < bytes.length && check.accepts(text, count, count + 1)) {
      count++;
    }
    return count;
  }

  /// How many of them are the beginning of some text.
  private static int possible(byte[] bytes) {
    int count = 0;
    while (count < bytes.length && isBeginning(Arrays.copyOf(bytes, count + 1), 3)) {
      count++;
    }
    return count;
  }

  private static boolean isBeginning(byte[] bytes, int more) {
    if (isTextForTheJdk(bytes)) {
      return true;
    }
    for (int next : more == 0 ? new int[0] : CONTINUATIONS) {
      byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
      longer[bytes.length] = (byte) next;
      if (isBeginning(longer, more - 1)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void aMixIsReadTheSameHoweverItIsCutInTwo() {
    SplittableRandom random = new SplittableRandom(SEED);
    int texts = 0;
    for (int round = 0; round < 4_000; round++) {
      byte[] mix = mix(random);
      boolean isText = isTextForTheJdk(mix);
      texts += isText ? 1 : 0;
      for (int cut = 0; cut <= mix.length; cut++) {
        Utf8Check check = new Utf8Check();
        ByteBuffer first = ByteBuffer.wrap(mix, 0, cut);
        ByteBuffer second = ByteBuffer.wrap(mix, cut, mix.length - cut).slice();
        boolean isRight =
            check.accepts(first, 0, cut)
                && check.accepts(second, 0, second.limit())
                && check.isWhole();
        assertThat(isRight)
            .as("seed %d, round %d, cut at %d: %s", SEED, round, cut, Arrays.toString(mix))
            .isEqualTo(isText);
      }
    }
    assertThat(texts).isBetween(1_000, 3_000);
  }

  /// Words of ASCII and signs of all lengths; half of them damaged.
  private static byte[] mix(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i >= 0; i--) {
      text.append("abcdefghijklmnopqrst", 0, random.nextInt(20));
      text.appendCodePoint(sign(random));
    }
    byte[] bytes = text.toString().getBytes(UTF_8);
    if (random.nextBoolean()) {
      bytes[random.nextInt(bytes.length)] = (byte) BORDERS[random.nextInt(BORDERS.length)];
    }
    return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, bytes.length - random.nextInt(2)) : bytes;
  }

  private static int sign(SplittableRandom random) {
    int sign = random.nextInt(1 << (7 + 14 * random.nextInt(2))) & 0x1fffff;
    return sign > Character.MAX_CODE_POINT || (sign >= 0xd800 && sign < 0xe000) ? 0xe9 : sign;
  }

  @Test
  void aByteThatIsNotAsciiIsSeenAtEachPlaceOfALongRun() {
    byte[] run = "0123456789".repeat(4).getBytes(US_ASCII);
    for (int at = 0; at < run.length; at++) {
      byte[] bytes = run.clone();
      bytes[at] = (byte) 0xe9;
      assertThat(Utf8Check.isText(ByteBuffer.wrap(bytes))).isFalse();
      for (int to = 0; to <= run.length; to++) {
        boolean isBefore = to <= at + 1;
        assertThat(new Utf8Check().accepts(ByteBuffer.wrap(bytes), 0, to)).isEqualTo(isBefore);
      }
    }
  }

  private static boolean isTextForTheJdk(byte[] bytes) {
    JDK.reset();
    CharBuffer signs = CharBuffer.allocate(bytes.length);
    return !JDK.decode(ByteBuffer.wrap(bytes), signs, true).isError();
  }
}

package io.weightless.tool.coding;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.BadRequest;
import io.weightless.http.IncomingBody;
import io.weightless.http.coding.Codings;
import io.weightless.http.coding.ContentCoding;
import io.weightless.http.coding.Decoded;
import io.weightless.http.coding.Decoder;
import io.weightless.http.coding.DecodingLimits;
import io.weightless.http.coding.Encoder;
import io.weightless.http.coding.Encoder.Flush;
import io.weightless.http.coding.MalformedContent;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// RFC 7932 (br) and RFC 8878 (zstd): that the libraries keep to what encoders and decoders are
/// held to.
final class LibraryCodingTest {
  private static final byte[] WORDS = words(100_000);

  static List<ContentCoding> codings() {
    return List.of(new Brotli(), new Zstd());
  }

  @Test
  void theyAreInstalledBeforeThoseOfTheJdk() {
    assertThat(Codings.installed().names()).isEqualTo("zstd, br, gzip, deflate");
  }

  @ParameterizedTest
  @MethodSource("codings")
  void whatIsCodedIntoAnyRoomIsDecodedFromIt(ContentCoding coding) throws Exception {
    for (int room : new int[] {Encoder.LEAST_ROOM, 1000, 200_000}) {
      ByteArrayOutputStream coded = new ByteArrayOutputStream();
      try (Encoder encoder = coding.encoder()) {
        for (int at = 0; at < WORDS.length; at += 30_000) {
          int length = Math.min(30_000, WORDS.length - at);
          encode(encoder, ByteBuffer.wrap(WORDS, at, length), Flush.NONE, room, coded);
        }
        encode(encoder, ByteBuffer.allocate(0), Flush.END, room, coded);
      }
      assertThat(coded.size()).isLessThan(WORDS.length * 2 / 3);
      assertThat(decoded(coding, coded.toByteArray(), 0, 1000)).isEqualTo(WORDS);
      assertThat(decoded(coding, coded.toByteArray(), 0, 1)).isEqualTo(WORDS);
    }
  }

  @ParameterizedTest
  @MethodSource("codings")
  void itIsDecodedAtEverySplitPointAndCompleteAtItsEndOnly(ContentCoding coding) throws Exception {
    byte[] plain = Arrays.copyOf(WORDS, 300);
    byte[] coded = coded(coding, plain);
    for (int at = 0; at <= coded.length; at++) {
      assertThat(decoded(coding, coded, at, 7)).as("split at " + at).isEqualTo(plain);
      try (Decoder decoder = coding.decoder()) {
        decoder.decode(ByteBuffer.wrap(coded, 0, at), ByteBuffer.allocate(1000));
        assertThat(decoder.isComplete()).as("after " + at).isEqualTo(at == coded.length);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("codings")
  void nothingIsCodedToo(ContentCoding coding) throws Exception {
    assertThat(decoded(coding, coded(coding, new byte[0]), 0, 10)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("codings")
  void whatIsFlushedCanBeDecodedBeforeThereIsMore(ContentCoding coding) throws Exception {
    for (int room : new int[] {Encoder.LEAST_ROOM, 1000}) {
      try (Encoder encoder = coding.encoder();
          Decoder decoder = coding.decoder()) {
        for (String part : new String[] {"abc", "d", "", "efghi".repeat(50), "j"}) {
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          encode(encoder, ByteBuffer.wrap(part.getBytes(ISO_8859_1)), Flush.ALL, room, out);
          ByteBuffer target = ByteBuffer.allocate(1000);
          decoder.decode(ByteBuffer.wrap(out.toByteArray()), target);

          assertThat(new String(taken(target), ISO_8859_1)).isEqualTo(part);
          assertThat(decoder.isComplete()).isFalse();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("codings")
  void whatIsBrokenIsRefusedAndNothingElseHappens(ContentCoding coding) {
    byte[] coded = coded(coding, WORDS);
    int refused = 0;
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      byte[] broken = coded.clone();
      broken[random.nextInt(broken.length)] ^= (byte) (1 + random.nextInt(255));
      try {
        decoded(coding, broken, random.nextInt(broken.length), 10_000);
      } catch (MalformedContent _) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(50);
  }

  @ParameterizedTest
  @MethodSource("codings")
  void whatStandsBehindTheEndIsRefused(ContentCoding coding) {
    byte[] whole = coded(coding, new byte[] {1, 2, 3});
    byte[] longer = Arrays.copyOf(whole, whole.length + 5);
    for (int at = 0; at <= longer.length; at++) {
      int split = at;
      assertThatThrownBy(() -> decoded(coding, longer, split, 100))
          .as("split at " + at)
          .isInstanceOf(MalformedContent.class);
    }
  }

  @ParameterizedTest
  @MethodSource("codings")
  void whatGrowsTooMuchIsRefused(ContentCoding coding) throws Exception {
    byte[] coded = coded(coding, new byte[5_000_000]);
    assertThat(coded).hasSizeLessThan(1000);
    IncomingBody body =
        Decoded.of(
            IncomingBody.of(coded), List.of(coding), DecodingLimits.DEFAULT, BadRequest::new);

    assertThatThrownBy(() -> body.readAll(10_000_000)).hasMessageContaining("more than 100 times");
  }

  @Test
  void framesOfZstdFollowEachOther() throws Exception {
    byte[] one = coded(new Zstd(), new byte[] {1, 2});
    byte[] two = Arrays.copyOf(one, one.length * 2);
    System.arraycopy(one, 0, two, one.length, one.length);

    assertThat(decoded(new Zstd(), two, one.length, 10)).containsExactly(1, 2, 1, 2);
    assertThat(decoded(new Zstd(), two, 0, 1)).containsExactly(1, 2, 1, 2);
  }

  private static byte[] coded(ContentCoding coding, byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Encoder encoder = coding.encoder()) {
      encode(encoder, ByteBuffer.wrap(plain), Flush.END, 1000, out);
    }
    return out.toByteArray();
  }

  private static void encode(
      Encoder encoder, ByteBuffer source, Flush flush, int room, ByteArrayOutputStream out) {
    boolean isOut = false;
    while (!isOut) {
      ByteBuffer target = ByteBuffer.allocate(room);
      isOut = encoder.encode(source, target, flush);
      out.writeBytes(taken(target));
    }
    assertThat(source.hasRemaining()).isFalse();
  }

  private static byte[] decoded(ContentCoding coding, byte[] coded, int split, int room)
      throws MalformedContent {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Decoder decoder = coding.decoder()) {
      pump(decoder, ByteBuffer.wrap(coded, 0, split), room, out);
      pump(decoder, ByteBuffer.wrap(coded, split, coded.length - split), room, out);
      if (!decoder.isComplete()) {
        throw new MalformedContent("it ends too early");
      }
    }
    return out.toByteArray();
  }

  private static void pump(Decoder decoder, ByteBuffer source, int room, ByteArrayOutputStream out)
      throws MalformedContent {
    boolean isMore = true;
    while (isMore) {
      ByteBuffer target = ByteBuffer.allocate(room);
      decoder.decode(source, target);
      isMore = !target.hasRemaining();
      assertThat(isMore || !source.hasRemaining()).isTrue();
      out.writeBytes(taken(target));
    }
  }

  private static byte[] taken(ByteBuffer target) {
    byte[] all = new byte[target.flip().remaining()];
    target.get(all);
    return all;
  }

  private static byte[] words(int length) {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append(Integer.toString(random.nextInt(5000), 36)).append(' ');
    }
    return text.substring(0, length).getBytes(ISO_8859_1);
  }
}

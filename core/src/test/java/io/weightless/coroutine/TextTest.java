package io.weightless.coroutine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.coroutine.Text.Malformed;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Stepped by hand, without a stream.
final class TextTest {
  /// One, two, three and four bytes in UTF-8.
  private static final String MIXED = "a\u00e9\u20ac\ud83d\ude00z";

  /// What a decoder makes of these packets, until it ends or fails.
  private static List<String> decode(Coroutine<ByteBuffer, String, ?> decoder, byte[]... packets) {
    List<String> decoded = new ArrayList<>();
    List<byte[]> left = new ArrayList<>(List.of(packets));
    Step<?, ?, ?> step = decoder.next();
    while (!(step instanceof Step.Done)) {
      if (step instanceof Step.Output<?, ?, ?>(Object text)) {
        decoded.add((String) text);
        step = decoder.next();
      } else {
        step = left.isEmpty() ? decoder.end() : decoder.send(ByteBuffer.wrap(left.removeFirst()));
      }
    }
    return decoded;
  }

  private static byte[] encode(Coroutine<String, ByteBuffer, ?> encoder, String... parts) {
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    List<String> left = new ArrayList<>(List.of(parts));
    Step<?, ?, ?> step = encoder.next();
    while (!(step instanceof Step.Done)) {
      if (step instanceof Step.Output<?, ?, ?>(Object bytes)) {
        byte[] taken = new byte[((ByteBuffer) bytes).remaining()];
        ((ByteBuffer) bytes).get(taken);
        encoded.writeBytes(taken);
        step = encoder.next();
      } else {
        step = left.isEmpty() ? encoder.end() : encoder.send(left.removeFirst());
      }
    }
    return encoded.toByteArray();
  }

  private static byte[] part(byte[] bytes, int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-32", "GB18030"})
  void charactersSurviveEverySplit(String charset) {
    byte[] bytes = MIXED.getBytes(Charset.forName(charset));
    for (int cut = 0; cut <= bytes.length; cut++) {
      for (int next = cut; next <= bytes.length; next++) {
        List<String> decoded =
            decode(
                Text.decoder(Charset.forName(charset)),
                part(bytes, 0, cut),
                part(bytes, cut, next),
                part(bytes, next, bytes.length));

        assertThat(String.join("", decoded)).isEqualTo(MIXED);
        assertThat(decoded).doesNotContain("");
      }
    }
  }

  @Test
  void oneByteAtATime() {
    byte[] bytes = MIXED.getBytes(UTF_8);
    byte[][] packets = new byte[bytes.length][];
    Arrays.setAll(packets, i -> part(bytes, i, i + 1));

    assertThat(decode(Text.decoder(UTF_8), packets))
        .containsExactly("a", "\u00e9", "\u20ac", "\ud83d\ude00", "z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-32", "GB18030"})
  void textIsEncodedWhereverItIsSplit(String charset) {
    for (int cut = 0; cut <= MIXED.length(); cut++) {
      for (int next = cut; next <= MIXED.length(); next++) {
        byte[] encoded =
            encode(
                Text.encoder(Charset.forName(charset)),
                MIXED.substring(0, cut),
                MIXED.substring(cut, next),
                MIXED.substring(next));

        assertThat(encoded).isEqualTo(MIXED.getBytes(Charset.forName(charset)));
      }
    }
  }

  @Test
  void malformedBytesAreRefusedWithTheirOffsetWhereverTheyAreSplit() {
    byte[] bytes = {'a', (byte) 0xC3, (byte) 0xA9, (byte) 0xE2, (byte) 0x82, 'x'};
    for (int cut = 0; cut <= bytes.length; cut++) {
      Coroutine<ByteBuffer, String, ?> decoder = Text.decoder(UTF_8);
      byte[] first = part(bytes, 0, cut);
      byte[] second = part(bytes, cut, bytes.length);

      assertThatThrownBy(() -> decode(decoder, first, second))
          .isInstanceOf(MalformedText.class)
          .hasMessage("no UTF-8 text at offset 3")
          .extracting(e -> ((MalformedText) e).offset())
          .isEqualTo(3L);
    }
  }

  @Test
  void theTextBeforeMalformedBytesIsPassedOn() {
    Coroutine<ByteBuffer, String, ?> decoder = Text.decoder(UTF_8);
    decoder.next();

    assertThat(decoder.send(ByteBuffer.wrap(new byte[] {'a', 'b', (byte) 0xFF})))
        .isEqualTo(new Step.Output<>("ab"));
    assertThatThrownBy(decoder::next).isInstanceOf(MalformedText.class);
  }

  @Test
  void anInputThatEndsWithinACharacterIsRefused() {
    byte[] euro = "\u20ac".getBytes(UTF_8);

    assertThatThrownBy(() -> decode(Text.decoder(UTF_8), part(euro, 0, 1), part(euro, 1, 2)))
        .isInstanceOf(MalformedText.class)
        .hasMessageContaining("offset 0");
  }

  @Test
  void malformedBytesAreReplacedByChoiceWhereverTheyAreSplit() {
    byte[] bytes = {'a', (byte) 0xE2, (byte) 0x82, 'x', (byte) 0xFF, (byte) 0xF0, (byte) 0x9F};
    String expected = new String(bytes, UTF_8);
    assertThat(expected).isEqualTo("a\ufffdx\ufffd\ufffd");
    for (int cut = 0; cut <= bytes.length; cut++) {
      List<String> decoded =
          decode(
              Text.decoder(UTF_8, Malformed.REPLACED),
              part(bytes, 0, cut),
              part(bytes, cut, bytes.length));

      assertThat(String.join("", decoded)).isEqualTo(expected);
    }
  }

  @Test
  void textWithoutBytesIsRefusedWithItsOffset() {
    assertThatThrownBy(() -> encode(Text.encoder(US_ASCII), "ab", "c\u00e9"))
        .isInstanceOf(MalformedText.class)
        .hasMessage("no text for US-ASCII at offset 3");
    assertThatThrownBy(() -> encode(Text.encoder(UTF_8), "a\ud83d", "b"))
        .hasMessageContaining("offset 1");
    assertThatThrownBy(() -> encode(Text.encoder(UTF_8), "a\ud83d"))
        .hasMessageContaining("offset 1");
  }

  @Test
  void textWithoutBytesIsReplacedByChoice() {
    byte[] encoded =
        encode(Text.encoder(US_ASCII, Malformed.REPLACED), "a\u00e9", "\ud83d", "\ude00", "\ud83d");

    assertThat(new String(encoded, US_ASCII)).isEqualTo("a???");
  }

  @ParameterizedTest
  @ValueSource(ints = {8_191, 8_192, 8_193, 100_000})
  void piecesAreBounded(int length) {
    String text = "x".repeat(length);

    List<String> decoded = decode(Text.decoder(UTF_8), text.getBytes(UTF_8));

    assertThat(String.join("", decoded)).isEqualTo(text);
    assertThat(decoded).allMatch(piece -> piece.length() <= 8_192);
    assertThat(decoded).hasSize((length + 8_191) / 8_192);
    assertThat(encode(Text.encoder(UTF_8), text)).hasSize(length);
  }

  @Test
  void nothingIsNothing() {
    assertThat(decode(Text.decoder(UTF_8))).isEmpty();
    assertThat(decode(Text.decoder(UTF_8), new byte[0])).isEmpty();
    assertThat(encode(Text.encoder(UTF_16))).isEmpty();
  }

  /// Any bytes, cut anywhere, are the text that the platform makes of them in one piece.
  @Test
  void anyBytesCutByChanceAreWhatThePlatformMakesOfThem() {
    long seed = new SplittableRandom().nextLong();
    RandomGenerator random = new SplittableRandom(seed);
    for (int round = 0; round < 300; round++) {
      byte[] bytes = MIXED.repeat(4).getBytes(UTF_8);
      for (int changes = random.nextInt(4); changes > 0; changes--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      int cut = random.nextInt(bytes.length + 1);
      int next = random.nextInt(cut, bytes.length + 1);
      List<String> decoded =
          decode(
              Text.decoder(UTF_8, Malformed.REPLACED),
              part(bytes, 0, cut),
              part(bytes, cut, next),
              part(bytes, next, bytes.length));

      assertThat(String.join("", decoded))
          .as("seed %s, round %s", seed, round)
          .isEqualTo(new String(bytes, UTF_8));
    }
  }

  @Test
  void bytesThatTheNextStageDoesNotWantAreGivenBack() {
    Coroutine<ByteBuffer, String, ?> decoder = Text.decoder(US_ASCII);
    Coroutine<String, String, String> first = Coroutine.of(io -> io.next());
    var line = decoder.into(first);
    line.next();
    line.send(ByteBuffer.wrap("x".repeat(20_000).getBytes(US_ASCII)));

    assertThat(first.result().length() + line.rest().getFirst().remaining()).isEqualTo(20_000);
  }
}

package io.weightless.coroutine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.MalformedInputException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Text whose characters lie across borders.
class TextTest {
  private static final String MIXED = "a\u00e9\u20ac\uD83D\uDE00z";

  private static String decoded(Charset charset, List<ByteBuffer> parts) {
    return String.join("", Outputs.of(Text.decoder(charset), parts).toList());
  }

  private static ByteBuffer part(byte[] whole, int from, int to) {
    return ByteBuffer.wrap(Arrays.copyOfRange(whole, from, to));
  }

  @Test
  void charactersSurviveEveryPairOfBorders() {
    for (Charset charset : List.of(UTF_8, UTF_16)) {
      byte[] bytes = MIXED.getBytes(charset);
      for (int i = 0; i <= bytes.length; i++) {
        for (int j = i; j <= bytes.length; j++) {
          var parts = List.of(part(bytes, 0, i), part(bytes, i, j), part(bytes, j, bytes.length));
          assertThat(decoded(charset, parts)).as("%s %d %d", charset, i, j).isEqualTo(MIXED);
        }
      }
    }
  }

  @Test
  void whatIsWholeIsWrittenAtOnce() {
    byte[] bytes = "a\u20ac".getBytes(UTF_8);
    var decoder = Text.decoder(UTF_8);
    decoder.next();

    assertThat(decoder.send(part(bytes, 0, 3))).isEqualTo(new Step.Output<>("a"));
    assertThat(decoder.next()).isInstanceOf(Step.NeedsInput.class);
    assertThat(decoder.send(part(bytes, 3, 4))).isEqualTo(new Step.Output<>("\u20ac"));
    decoder.close();
  }

  @Test
  void halfACharacterAtTheEndIsAFailure() {
    byte[] bytes = "\u20ac".getBytes(UTF_8);

    assertThatThrownBy(() -> decoded(UTF_8, List.of(part(bytes, 0, 2))))
        .isInstanceOf(CoroutineFailed.class)
        .hasCauseInstanceOf(MalformedInputException.class);
  }

  @Test
  void bytesThatAreNoTextAreAFailure() {
    byte[] bytes = {'a', (byte) 0xff, 'b'};

    assertThatThrownBy(() -> decoded(UTF_8, List.of(ByteBuffer.wrap(bytes))))
        .hasCauseInstanceOf(MalformedInputException.class);
  }

  @Test
  void anEncoderAndADecoderGiveTheTextBack() {
    var line = Text.encoder(UTF_8).into(Text.decoder(UTF_8));

    assertThat(Outputs.of(line, List.of("a", "", MIXED)).toList()).containsExactly("a", MIXED);
  }

  @Test
  void whatTheCharsetDoesNotHaveIsReplaced() {
    var line = Text.encoder(US_ASCII).into(Text.decoder(US_ASCII));

    assertThat(Outputs.of(line, List.of("caf\u00e9")).toList()).containsExactly("caf?");
  }
}

package io.weightless.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/// What a codec writes it reads again.
class CodecTest {
  private static <T> T again(Codec<T> codec, T value) {
    return codec.decode(codec.encode(value));
  }

  @Test
  void theReadyOnesReadWhatTheyWrote() {
    assertThat(again(Codec.TEXT, "gr\u00fc\u00df \uD83D\uDE00"))
        .isEqualTo("gr\u00fc\u00df \uD83D\uDE00");
    assertThat(again(Codec.NUMBER, Long.MIN_VALUE)).isEqualTo(Long.MIN_VALUE);
    assertThat(again(Codec.BYTES, new byte[] {1, -1})).containsExactly(1, -1);
    assertThat(Codec.NOTHING.decode(Codec.NOTHING.encode(null))).isNull();
  }

  @Test
  void arraysAreCopiedBothWays() {
    byte[] bytes = {1, 2};

    assertThat(Codec.BYTES.encode(bytes)).isNotSameAs(bytes).containsExactly(1, 2);
    assertThat(Codec.BYTES.decode(bytes)).isNotSameAs(bytes).containsExactly(1, 2);
  }

  @Test
  void aBufferStaysWhereItIs() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(4).put(1, (byte) 7).position(1).limit(3);

    assertThat(Codec.BUFFER.encode(buffer)).containsExactly(7, 0);
    assertThat(buffer.position()).isEqualTo(1);
    assertThat(again(Codec.BUFFER, buffer)).isEqualTo(buffer);
  }

  @Test
  void textThatIsNoneIsRefused() {
    assertThatThrownBy(() -> Codec.TEXT.encode("\uDC00"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("text with an unpaired surrogate has no bytes");
    assertThatThrownBy(() -> Codec.TEXT.decode(new byte[] {-1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no text: not UTF-8");
  }

  @Test
  void oneIsMadeOfAnother() {
    Codec<LocalDate> dates = Codec.TEXT.as(LocalDate::parse, LocalDate::toString);

    assertThat(again(dates, LocalDate.of(2026, 11, 21))).isEqualTo(LocalDate.of(2026, 11, 21));
  }
}

package io.weightless.check.bench.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FramesTest {
  private static final int MASKED = 0x80;
  private static final int KEY_BYTES = 4;

  @ParameterizedTest
  @CsvSource({"0, 2", "1, 2", "125, 2", "126, 4", "16384, 4", "65535, 4"})
  void aMessageIsItsAnswerBehindAMask(int bytes, int head) {
    ByteBuffer message = Frames.message(bytes);
    ByteBuffer answer = Frames.answer(bytes);

    assertThat(answer.remaining()).isEqualTo(head + bytes);
    assertThat(message.remaining()).isEqualTo(head + KEY_BYTES + bytes);
    assertThat(message.get(0)).isEqualTo(answer.get(0));
    assertThat(message.get(1)).isEqualTo((byte) (answer.get(1) | MASKED));
    for (int i = 0; i < bytes; i++) {
      byte key = message.get(head + i % KEY_BYTES);
      assertThat((byte) (message.get(head + KEY_BYTES + i) ^ key)).isEqualTo(answer.get(head + i));
    }
  }

  @Test
  void aLengthInEightBytesIsRefused() {
    assertThatThrownBy(() -> Frames.message(65536)).isInstanceOf(IllegalArgumentException.class);
  }
}

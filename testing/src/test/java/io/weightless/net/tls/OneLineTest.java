package io.weightless.net.tls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OneLineTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "b\u00fccher.test", "\u65e5\u672c", "\ud83d\udd11"})
  void whatIsLegibleStays(String text) {
    assertThat(OneLine.of(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\n", "\r", "\0", "\u001b", "\u0085", "\u2028", "\u2029", "\u202e", "\ud83d"})
  void whatEndsALineOrMovesTheCursorIsAQuestionMark(String text) {
    assertThat(OneLine.of("a" + text + "b")).isEqualTo("a?b");
  }

  @Test
  void noTextIsNoReason() {
    assertThat(OneLine.of(null)).isEqualTo("for a reason that the system does not tell");
  }
}

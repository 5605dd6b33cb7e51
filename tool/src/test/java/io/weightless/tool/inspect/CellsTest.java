package io.weightless.tool.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CellsTest {
  @Test
  void whatIsTooLongEndsWithAnEllipsis() {
    assertThat(Cells.fit("abcdef", 6)).isEqualTo("abcdef");
    assertThat(Cells.fit("abcdefg", 6)).isEqualTo("abcde…");
    assertThat(Cells.fit("abc", 6)).isEqualTo("abc   ");
    assertThat(Cells.fitRight("abc", 6)).isEqualTo("   abc");
    assertThat(Cells.cut("abc", 6)).isEqualTo("abc");
    assertThat(Cells.cut("abc", 1)).isEqualTo("…");
    assertThat(Cells.cut("abc", 0)).isEmpty();
  }

  @Test
  void whatATerminalCouldTakeForAnOrderIsShown() {
    assertThat(Cells.cut("a\u001b[2J\r\n\u007f", 20)).isEqualTo("a␛[2J␍␊␡");
    assertThat(Cells.cut("\u009b2J\u202egpj\u2028\ud800", 20)).isEqualTo("�2J�gpj��");
  }

  @Test
  void noCharacterAtAllIsSentThatIsAnOrder() {
    assertThat(
            IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(c ->
                    Cells.cut(Character.toString(c), 2).codePoints().anyMatch(CellsTest::isOrder)))
        .isEmpty();
  }

  private static boolean isOrder(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> true;
      default -> false;
    };
  }

  @ParameterizedTest
  @CsvSource({"日本語, 6", "한, 2", "e\u0301, 1", "😀, 2", "ﾊ, 1", "Ä, 1", "→, 1"})
  void aCharacterMayTakeTwoCellsOrNone(String text, int width) {
    assertThat(Cells.width(text)).isEqualTo(width);
  }

  @Test
  void whatIsWideIsNotCutInTwo() {
    assertThat(Cells.fit("日本語", 6)).isEqualTo("日本語");
    assertThat(Cells.fit("日本語", 5)).isEqualTo("日本…");
    assertThat(Cells.fit("日本語", 4)).isEqualTo("日… ");
    assertThat(Cells.fit("日本語", 2)).isEqualTo("… ");
  }

  @Test
  void aTextIsWrappedWithItsIndentAndMore() {
    assertThat(Cells.wrap("  at abcdefghij", 12)).containsExactly("  at abcdefg", "      hij");
    assertThat(Cells.wrap("abc", 3)).containsExactly("abc");
    assertThat(Cells.wrap("", 3)).isEqualTo(List.of(""));
    assertThat(Cells.wrap("abc", 1)).containsExactly("a", "b", "c");
  }
}

package io.weightless.tool.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.terminal.Terminal.Size;
import io.weightless.testing.ScriptedStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class ScreenTest {
  private static final Size SIZE = new Size(80, 24);

  private final Screen screen = new Screen(new ScriptedStream(), true);

  private static Frame frame(String... lines) {
    return new Frame(Arrays.stream(lines).map(line -> Line.of(line, Style.PLAIN)).toList());
  }

  @Test
  void onlyLinesThatAreOthersAreSent() {
    assertThat(screen.changes(frame("a", "b", "c"), SIZE))
        .isEqualTo("\u001b[m\u001b[2J\u001b[1;1Ha\u001b[K\u001b[2;1Hb\u001b[K\u001b[3;1Hc\u001b[K");
    assertThat(screen.changes(frame("a", "B", "c"), SIZE)).isEqualTo("\u001b[2;1HB\u001b[K");
    assertThat(screen.changes(frame("a", "B", "c"), SIZE)).isEmpty();
  }

  @Test
  void allIsSentWhenTheSizeIsAnotherOrTheUserAsksForIt() {
    String all = screen.changes(frame("a", "b"), SIZE);
    assertThat(screen.changes(frame("a", "b"), new Size(81, 24))).isEqualTo(all);
    screen.forget();
    assertThat(screen.changes(frame("a", "b"), new Size(81, 24))).isEqualTo(all);
  }

  @Test
  void withoutColoursThereAreNone() {
    for (Style style : Style.values()) {
      assertThat(style.of("a", false)).doesNotContainPattern("3\\dm");
    }
    assertThat(Style.TROUBLE.of("a", true)).isEqualTo("\u001b[1;31ma\u001b[m");
    assertThat(Style.TROUBLE.of("a", false)).isEqualTo("\u001b[1ma\u001b[m");
    assertThat(Style.PLAIN.of("a", true)).isEqualTo("a");
  }
}

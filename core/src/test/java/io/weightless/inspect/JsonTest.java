package io.weightless.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Records as JSON.
class JsonTest {
  /// All kinds of values.
  public record All(
      String text, long number, boolean truth, @Nullable String nothing, List<Inner> inner) {
    public All {
      inner = List.copyOf(inner);
    }
  }

  /// A record in a record.
  public record Inner(double rate, Thread.State state) {}

  /// One text.
  public record Text(String text) {}

  @Test
  void aRecordIsAnObjectAndAListIsAnArray() {
    All all =
        new All(
            "a",
            -1,
            true,
            null,
            List.of(new Inner(0.5, Thread.State.NEW), new Inner(2, Thread.State.BLOCKED)));

    assertThat(Json.of(all))
        .isEqualTo(
            "{\"text\":\"a\",\"number\":-1,\"truth\":true,\"nothing\":null,\"inner\":["
                + "{\"rate\":0.5,\"state\":\"NEW\"},{\"rate\":2.0,\"state\":\"BLOCKED\"}]}");
  }

  /// Numbers that may be none.
  public record Rates(double first, Double second, float third) {}

  /// What has elements and is no list.
  public record Place(Path path) {}

  @Test
  void whatEndsATextOrIsAnOrderForATerminalOrHasNoFormInUtf8IsEscaped() {
    assertThat(Json.of(new Text("\" \\ \n \u0000 \u007f \u009b \ud83d \u00e9")))
        .isEqualTo("{\"text\":\"\\\" \\\\ \\u000a \\u0000 \\u007f \\u009b \\ud83d \u00e9\"}");
  }

  @Test
  void aNumberThatHasNoFormInJsonIsNull() {
    assertThat(Json.of(new Rates(Double.NaN, Double.NEGATIVE_INFINITY, Float.NaN)))
        .isEqualTo("{\"first\":null,\"second\":null,\"third\":null}");
  }

  @Test
  void aPathIsAText() {
    assertThat(Json.of(new Place(Path.of("a", "b")))).isEqualTo("{\"path\":\"a/b\"}");
  }
}

package io.weightless.inspect;

import static org.assertj.core.api.Assertions.assertThat;

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

  @Test
  void whatEndsATextOrALineOrHasNoFormInUtf8IsEscaped() {
    assertThat(Json.of(new Text("\" \\ \n \u0000 \u007f \ud83d \u00e9")))
        .isEqualTo("{\"text\":\"\\\" \\\\ \\u000a \\u0000 \u007f \\ud83d \u00e9\"}");
  }
}

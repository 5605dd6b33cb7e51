package io.weightless.tool.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TaskRowsTest {
  private static String does(String awaits) {
    return TaskRows.does(Pictures.task(1, 0, -1, "task", awaits, 0, 0, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, <1ms",
    "PT0.25S, 250ms",
    "PT5M, 5m00s",
    "PT1H2M3.5S, 1h02m",
    "PT999999H, 41666d15h"
  })
  void whoWaitsForATimeSleeps(String time, String shown) {
    assertThat(does(time)).isEqualTo("sleeps for " + shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"PT", "PT.S", "PT1.2.3S", "PT99999999999999999999M", "PT1.0123456789S", "PT-1S"})
  void whatOnlyLooksLikeATimeIsToldAsItIs(String awaits) {
    assertThat(does(awaits)).isEqualTo("waits: " + awaits);
  }
}

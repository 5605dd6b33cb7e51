package io.weightless.tool;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class BackOffTest {
  private final BackOff backOff = new BackOff();

  @Test
  void thePauseDoublesUpToFiveSecondsWhileAWorkerKeepsDying() {
    assertThat(Stream.generate(() -> backOff.after(ZERO)).limit(8).map(Duration::toMillis))
        .containsExactly(100L, 200L, 400L, 800L, 1_600L, 3_200L, 5_000L, 5_000L);
  }

  @Test
  void aLifeOfFiveSecondsMakesItShortAgain() {
    backOff.after(ZERO);
    backOff.after(ZERO);

    assertThat(backOff.after(ofMillis(4_999))).isEqualTo(ofMillis(400));
    assertThat(backOff.after(ofSeconds(5))).isEqualTo(ofMillis(100));
    assertThat(backOff.after(ZERO)).isEqualTo(ofMillis(200));
  }
}

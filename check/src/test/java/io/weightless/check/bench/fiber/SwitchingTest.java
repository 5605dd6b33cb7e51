package io.weightless.check.bench.fiber;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SwitchingTest {
  private static final long SUM = 499_500;

  private final Switching ours = FiberProgram.contender("weightless");

  @Test
  void everyValueOfOursArrives() {
    assertThat(ours.roundTrips(1_000)).isEqualTo(SUM);
    assertThat(ours.generator(1_000)).isEqualTo(SUM);
    assertThat(ours.deep(1_000)).isEqualTo(SUM);
    assertThat(ours.life(1_000)).isEqualTo(SUM);
  }
}

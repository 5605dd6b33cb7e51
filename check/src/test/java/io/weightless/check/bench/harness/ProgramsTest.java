package io.weightless.check.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgramsTest {

  @Test
  void aProgramIsLookedForInThePath() {
    assertThat(Programs.isInstalled("sh")).isTrue();
    assertThat(Programs.isInstalled("a program that nobody has")).isFalse();
  }
}

package io.weightless.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NeedsTest {
  @Test
  @Needs("sh")
  void aTestWhoseProgramIsInstalledRuns() {
    assertThat(Needs.Programs.isInstalled("sh")).isTrue();
  }

  @Test
  void aProgramThatNobodyWroteIsNotInstalled() {
    assertThat(Needs.Programs.isInstalled("a-program-that-nobody-wrote")).isFalse();
  }

  @Test
  void aMissingProgramSkipsTheTestAndIsNamed() {
    assertThat(Needs.Programs.refuse(List.of("wrk", "nginx"), false).getReason())
        .contains("needs wrk and nginx, not installed");
  }

  @Test
  void aMissingProgramFailsTheTestOnTheServer() {
    assertThatThrownBy(() -> Needs.Programs.refuse(List.of("wrk"), true))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("needs wrk, not installed; with CI=true nothing may be left out");
  }
}

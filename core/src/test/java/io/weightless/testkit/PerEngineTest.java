package io.weightless.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class PerEngineTest {
  @Test
  @FastEngine
  void theFastEngineDoesAll() {
    assertThat(PerEngine.amount(1_000, 50)).isEqualTo(1_000);
  }

  @Test
  @PortableEngine
  void thePortableEngineDoesTheBeginning() {
    assertThat(PerEngine.amount(1_000, 50)).isEqualTo(50);
  }

  @Test
  void noEngineDoesNothingAndThePortableOneNotMore() {
    assertThat(PerEngine.amount(1, 1)).isEqualTo(1);
    assertThatThrownBy(() -> PerEngine.amount(1_000, 0)).hasMessageContaining("0 is not from 1");
    assertThatThrownBy(() -> PerEngine.amount(50, 51)).hasMessageContaining("51 is not from 1");
  }
}

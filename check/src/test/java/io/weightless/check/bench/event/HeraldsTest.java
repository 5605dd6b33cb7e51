package io.weightless.check.bench.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.check.bench.harness.Subject;
import io.weightless.testkit.OneEngine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The contenders of `./bench event`.
@OneEngine
final class HeraldsTest {
  @ParameterizedTest
  @ValueSource(strings = {Subject.OURS, "call", "eventbus", "loop"})
  void allHandlersHearEachNumberOnce(String name) {
    try (Heralds heralds = EventProgram.heralds(name, 3)) {
      assertThat(heralds.tell(2_500)).isEqualTo(3L * 2_499 * 2_500 / 2);
      assertThat(heralds.tell(2)).isEqualTo(3);
    }
  }
}

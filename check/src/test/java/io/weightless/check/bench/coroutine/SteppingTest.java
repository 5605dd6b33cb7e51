package io.weightless.check.bench.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Those that need no flag of the Java machine.
class SteppingTest {
  private static final long SUM = 499_500;

  @ParameterizedTest
  @ValueSource(strings = {"weightless", "kotlin"})
  void everyValueArrivesFromAnyDepth(String name) {
    Stepping contender = CoroutineProgram.contender(name);

    assertThat(List.of(contender.step(1_000, 1), contender.step(1_000, 100))).containsOnly(SUM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"weightless", "plain-method"})
  void everyInputIsReadInACall(String name) {
    assertThat(CoroutineProgram.contender(name).call(1_000)).isEqualTo(SUM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"weightless", "iterator", "kotlin"})
  void everyStageOfAPipelineDoesItsPart(String name) {
    Stepping contender = CoroutineProgram.contender(name);

    assertThat(contender.pipeline(1_000)).isEqualTo(SUM + 4 * 1_000);
    assertThat(contender.buffers(1_000)).isEqualTo(Buffers.sum(1_000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"weightless", "kotlin"})
  void allArePausedAtOnce(String name) {
    AtomicInteger looks = new AtomicInteger();

    CoroutineProgram.contender(name).pause(100, looks::incrementAndGet);

    assertThat(looks).hasValue(1);
  }
}

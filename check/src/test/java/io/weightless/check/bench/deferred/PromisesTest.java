package io.weightless.check.bench.deferred;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Those that need no flag of the Java machine.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PromisesTest {
  @ParameterizedTest
  @ValueSource(strings = {"weightless", "weightless-stage", "future"})
  void eachContenderComesToTheRightSums(String name) throws Exception {
    try (Promises contender = DeferredProgram.contender(name)) {
      assertThat(contender.chains(100)).isEqualTo(4_950 + 100 * Promises.CHAIN);
      assertThat(contender.awaitDone(100)).isEqualTo(4_950);
      assertThat(contender.awaitPending(100)).isEqualTo(4_950);
    }
  }
}

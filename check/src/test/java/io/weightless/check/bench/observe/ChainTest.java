package io.weightless.check.bench.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ChainTest {
  @ParameterizedTest
  @ValueSource(strings = {"weightless", "transparent", "direct", "proxy", "eventbus"})
  void eachContenderComesToTheRightSums(String name) {
    for (int hops : new int[] {0, 1, 3}) {
      Chain chain = ObserveProgram.chain(name, hops);
      assertThat(chain.call(100)).isEqualTo(4_950 + 100);
      assertThat(chain.tell(100)).isEqualTo(4_950);
      assertThat(chain.any(100)).isEqualTo(4_950 + 100);
      assertThat(chain.all(100)).isEqualTo(4_950);
    }
  }
}

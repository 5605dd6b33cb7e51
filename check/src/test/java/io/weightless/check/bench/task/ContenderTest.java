package io.weightless.check.bench.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Those that need no flag of the Java machine.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ContenderTest {

  static List<Contender> contenders() {
    return List.of(
        new ReactorTasks(false),
        DefaultThreads.virtual(),
        DefaultThreads.platform(),
        new KotlinCoroutines());
  }

  @ParameterizedTest
  @MethodSource("contenders")
  void anyNumberOfTurnsComesToAnEnd(Contender contender) throws Exception {
    try (contender) {
      for (int turns = 0; turns < 10; turns++) {
        contender.giveWay(turns);
        contender.takeTurns(turns);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("contenders")
  void eachResultIsAwaitedOnce(Contender contender) throws Exception {
    try (contender) {
      assertThat(contender.startAndAwait(1_000)).isEqualTo(499_500);
    }
  }

  @ParameterizedTest
  @MethodSource("contenders")
  void aCancelledTreeEndsWhole(Contender contender) throws Exception {
    try (contender) {
      for (int tasks : new int[] {1, 2, 11, 12, 200}) {
        assertThat(contender.cancelTree(tasks)).isPositive();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("contenders")
  void whenAllAreParkedIsToldOnce(Contender contender) throws Exception {
    try (contender) {
      var told = new AtomicInteger();

      contender.park(200, told::incrementAndGet);

      assertThat(told).hasValue(1);
    }
  }
}

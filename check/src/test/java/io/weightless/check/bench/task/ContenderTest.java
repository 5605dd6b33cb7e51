package io.weightless.check.bench.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Those that need no flag of the Java machine.
class ContenderTest {
  private final Contender contender = new DefaultThreads();

  @Test
  void anyNumberOfTurnsComesToAnEnd() throws Exception {
    for (int turns = 0; turns < 10; turns++) {
      contender.giveWay(turns);
      contender.takeTurns(turns);
    }
  }

  @Test
  void whenAllAreParkedIsToldOnce() throws Exception {
    var told = new AtomicInteger();

    contender.park(1_000, told::incrementAndGet);

    assertThat(told).hasValue(1);
  }
}

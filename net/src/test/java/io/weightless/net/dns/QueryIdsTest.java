package io.weightless.net.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Clock;
import io.weightless.reactor.Limits;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class QueryIdsTest {
  private static List<Integer> ids(Clock clock) {
    try (Reactor reactor = Reactor.open(clock, new SplittableRandom(1), Limits.DEFAULT)) {
      QueryIds ids = new QueryIds(reactor);
      return Stream.generate(ids::next).limit(20).toList();
    }
  }

  @Test
  void inRealTimeTheChanceOfTheReactorDoesNotTellThem() {
    assertThat(ids(Clock.system())).isNotEqualTo(ids(Clock.system()));
  }

  @Test
  void inASimulationTheyRepeatThemselves() {
    assertThat(ids(new VirtualClock())).isEqualTo(ids(new VirtualClock()));
  }
}

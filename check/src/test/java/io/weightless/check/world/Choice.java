package io.weightless.check.world;

import io.weightless.reactor.Reactor;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/// What chance decides in a world: by the random of the host's reactor, so by the seed.
final class Choice {
  private Choice() {}

  private static RandomGenerator random() {
    return Reactor.current().random();
  }

  static boolean oneOf(int chances) {
    return random().nextInt(chances) == 0;
  }

  /// From `least` to `most`.
  static int between(int least, int most) {
    return random().nextInt(least, most + 1);
  }

  /// Up to `most` milliseconds, in whole ones, so that much happens at the same time.
  static Duration upTo(int mostMillis) {
    return Duration.ofMillis(between(0, mostMillis));
  }

  static <T> T of(List<T> some) {
    return some.get(random().nextInt(some.size()));
  }
}

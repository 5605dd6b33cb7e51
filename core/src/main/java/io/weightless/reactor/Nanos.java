package io.weightless.reactor;

import java.time.Duration;

/// Durations as a reactor compares them.
final class Nanos {
  /// Longer ones are as good as this one, and would overflow when compared.
  private static final Duration FOREVER = Duration.ofDays(36_500);

  private Nanos() {}

  static long of(Duration duration) {
    return duration.compareTo(FOREVER) < 0 ? duration.toNanos() : FOREVER.toNanos();
  }

  /// Of what the JDK's interfaces are given.
  static long atMostForever(long nanos) {
    return Math.min(nanos, FOREVER.toNanos());
  }
}

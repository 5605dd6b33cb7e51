package io.weightless.check.bench.harness;

import java.time.Duration;

/// How long and how often to measure.
///
/// @param rounds how often each subject is measured
/// @param warmUp how long a server is warmed up before a contest
/// @param window how long a server is measured in one round
/// @param spin how long a loop is warmed up, and then measured, in a process of its own
public record Settings(int rounds, Duration warmUp, Duration window, Duration spin) {

  /// Numbers that may be published.
  public static Settings full() {
    return new Settings(3, Duration.ofSeconds(8), Duration.ofSeconds(8), Duration.ofSeconds(2));
  }

  /// Numbers that show whether a change did harm.
  public static Settings quick() {
    return new Settings(3, Duration.ofSeconds(4), Duration.ofSeconds(2), Duration.ofMillis(500));
  }
}

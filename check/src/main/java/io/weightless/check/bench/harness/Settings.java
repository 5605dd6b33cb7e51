package io.weightless.check.bench.harness;

import java.time.Duration;

/// How long, how often and how much to measure.
///
/// @param whole whether to measure also what takes long, and what changes seldom
/// @param rounds how often each subject is measured
/// @param warmUp how long a server is warmed up before a contest
/// @param window how long a server is measured in one round
/// @param spin how long a loop is warmed up, and then measured, in a process of its own
public record Settings(boolean whole, int rounds, Duration warmUp, Duration window, Duration spin) {

  /// Numbers that may be published.
  public static Settings full() {
    return new Settings(
        true, 3, Duration.ofSeconds(8), Duration.ofSeconds(8), Duration.ofSeconds(2));
  }

  /// Numbers that show whether a change did harm.
  public static Settings quick() {
    return new Settings(
        false, 3, Duration.ofSeconds(4), Duration.ofSeconds(2), Duration.ofMillis(300));
  }
}

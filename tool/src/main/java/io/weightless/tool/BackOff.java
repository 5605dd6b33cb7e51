package io.weightless.tool;

import java.time.Duration;

/// How long a worker that died stays dead: little at first, twice as long each time while it keeps
/// dying, as at first again after it has lived for a while.
final class BackOff {
  static final Duration FIRST = Duration.ofMillis(100);
  static final Duration LONGEST = Duration.ofSeconds(5);

  private Duration next = FIRST;

  /// The pause before the next life.
  ///
  /// @param lived how long the last one was
  Duration after(Duration lived) {
    Duration pause = lived.compareTo(LONGEST) >= 0 ? FIRST : next;
    Duration twice = pause.multipliedBy(2);
    next = twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
    return pause;
  }
}

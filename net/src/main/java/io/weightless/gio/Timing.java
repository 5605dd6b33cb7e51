package io.weightless.gio;

import io.weightless.scope.Deadline;
import java.time.Duration;

/// A section that may take so long: of a [Gio#within].
record Timing(Duration allowed, Deadline deadline) {
  /// As good as for ever, on a clock of nanoseconds too.
  private static final Duration LONGEST = Duration.ofDays(36_500);

  /// From now on.
  static Timing of(Duration allowed) {
    boolean tooLong = allowed.compareTo(LONGEST) > 0;
    return new Timing(allowed, Deadline.after(tooLong ? LONGEST : allowed));
  }
}

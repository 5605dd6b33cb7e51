package io.weightless.reactor;

import java.time.Instant;

/// What time it is, and how a loop passes the time when it has nothing to do.
///
/// A reactor and all that runs on it take time from its clock only. See [VirtualClock] for the one
/// that tests use.
public interface Clock {
  /// Nanoseconds since some fixed moment; never goes back.
  long nanos();

  /// The time of day.
  Instant now();

  /// How long a loop with nothing to do should wait until `deadline`, in nanoseconds; at most zero
  /// when it is there. A virtual clock moves itself to `deadline` instead, and says zero.
  long nanosUntil(long deadline);

  /// Whether it is moved on by the loop itself.
  default boolean isVirtual() {
    return false;
  }

  /// The computer's.
  static Clock system() {
    return SystemClock.CLOCK;
  }
}

package io.weightless.reactor;

import java.time.Duration;
import java.time.Instant;

/// A clock that moves only when told, or when everything waits: a year of timers runs in an
/// instant, always in the same order.
///
/// It is for one reactor and not thread-safe.
public final class VirtualClock implements Clock {
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  private long nanos;

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public Instant now() {
    return EPOCH.plusNanos(nanos);
  }

  /// Jumps to `deadline`, since all that could happen before it has happened. Real input does not
  /// know of that: with a real backend a timeout may pass while an answer is on its way.
  @Override
  public long nanosUntil(long deadline) {
    nanos = Math.max(nanos, deadline);
    return 0;
  }

  @Override
  public boolean isVirtual() {
    return true;
  }

  /// Moves the time on; what is due then runs at the reactor's next step.
  ///
  /// @throws IllegalArgumentException when `step` is negative
  public void advance(Duration step) {
    if (step.isNegative()) {
      throw new IllegalArgumentException("time does not go back: " + step);
    }
    nanos = Math.addExact(nanos, step.toNanos());
  }
}

package io.weightless.simulation;

import io.weightless.reactor.Clock;
import java.time.Instant;

/// The time of a whole simulation: all hosts have the same, and only the simulation moves it.
final class SimulatedClock implements Clock {
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

  @Override
  public long nanosUntil(long deadline) {
    return deadline - nanos;
  }

  @Override
  public boolean isVirtual() {
    return true;
  }

  /// Never back.
  void moveTo(long later) {
    nanos = Math.max(nanos, later);
  }
}

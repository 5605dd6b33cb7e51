package io.weightless.reactor;

import java.time.Instant;

/// Monotonic time from `System.nanoTime`, time of day from the computer's clock.
enum SystemClock implements Clock {
  CLOCK;

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public long nanosUntil(long deadline) {
    return deadline - System.nanoTime();
  }
}

package io.weightless.simulation;

import java.time.Duration;
import java.time.Instant;

/// A disk in a simulation: as slow as one without moving parts, and as unreliable as the faults
/// are.
record SimulatedDiskWorld(Universe universe) implements DiskWorld {
  private static final int LEAST_NANOS = 10_000;
  private static final int MOST_NANOS = 200_000;
  private static final int MOST_SYNC_NANOS = 5_000_000;

  @Override
  public Duration latency(boolean syncs) {
    int most = syncs ? MOST_SYNC_NANOS : MOST_NANOS;
    return Duration.ofNanos(universe.random().nextInt(LEAST_NANOS, most));
  }

  @Override
  public boolean strikes(Fault fault) {
    return universe.strikes(fault);
  }

  @Override
  public Instant now() {
    return universe.clock().now();
  }
}

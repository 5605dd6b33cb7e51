package io.weightless.simulation;

import java.time.Duration;
import java.time.Instant;

/// What a simulated disk needs of where it is.
interface DiskWorld {
  /// How long the next operation takes.
  ///
  /// @param syncs whether it has to get to the platter
  Duration latency(boolean syncs);

  /// Whether `fault` strikes now.
  boolean strikes(Fault fault);

  Instant now();

  /// Whether its disk has to remember what was not synced.
  default boolean canCrash() {
    return true;
  }

  /// One where nothing takes time and nothing breaks.
  static DiskWorld calm() {
    return new DiskWorld() {
      private long ticks;

      @Override
      public Duration latency(boolean syncs) {
        return Duration.ZERO;
      }

      @Override
      public boolean strikes(Fault fault) {
        return false;
      }

      @Override
      public boolean canCrash() {
        return false;
      }

      @Override
      public Instant now() { // each change has a time of its own
        return Instant.EPOCH.plusMillis(++ticks);
      }
    };
  }
}

package io.weightless.check.world;

import io.weightless.simulation.Fault;
import io.weightless.simulation.Faults;
import java.time.Duration;

/// Whether a world makes trouble of its own, beside the faults of the simulation.
enum Weather {
  /// Nobody is cancelled, nothing fails, no deadline passes, all clients behave.
  FAIR,

  /// All of that happens.
  FOUL;

  /// For how long what is foul lasts.
  static final Duration BAD_TIMES = Duration.ofSeconds(20);

  /// Whether everything has to succeed in the run of that seed: a third of them.
  boolean isStrict(long seed) {
    return this == FAIR || seed % 3 == 0;
  }

  /// None in fair weather; in a strict run those that delay, and lose nothing.
  Faults faults(boolean isStrict) {
    if (this == FAIR) {
      return Faults.none();
    }
    return isStrict
        ? Faults.of(Fault.SLOW, Fault.SHORT_READ, Fault.SHORT_WRITE)
        : Faults.all().lasting(BAD_TIMES);
  }
}

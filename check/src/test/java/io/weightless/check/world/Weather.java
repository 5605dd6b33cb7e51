package io.weightless.check.world;

/// Whether a world makes trouble of its own, beside the faults of the simulation.
enum Weather {
  /// Nobody is cancelled, nothing fails, no deadline passes, all clients behave.
  FAIR,

  /// All of that happens.
  FOUL
}

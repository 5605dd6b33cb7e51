package io.weightless.simulation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Something went wrong in a simulation, as it will again with the same seed. An `AssertionError`,
/// so that a test which simulates has failed and not broken.
public final class SimulationFailed extends AssertionError {
  private static final long serialVersionUID = 1L;

  private final long seed;

  SimulationFailed(
      long seed, Duration elapsed, long turns, String what, @Nullable Throwable cause) {
    super(
        "seed " + seed + ", after " + seconds(elapsed) + " and " + turns + " turns: " + what,
        cause);
    this.seed = seed;
  }

  /// What it takes to see it again.
  public long seed() {
    return seed;
  }

  private static String seconds(Duration time) {
    return time.toSeconds() + "." + String.format("%03d", time.toMillisPart()) + " s";
  }
}

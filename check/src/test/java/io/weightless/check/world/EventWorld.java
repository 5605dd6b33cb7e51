package io.weightless.check.world;

import io.weightless.simulation.Simulation;
import java.time.Duration;

/// Buses on two hosts, where some fire, call, follow and take back what others handle: these wait,
/// fire more, stop it or fail by chance. Calls have deadlines; the scope of a bus drains, or is
/// cancelled.
///
/// The oracle is the [Bazaar]'s: each event is handled once by each, in the order of priorities and
/// then in that in which it was fired, and what is told of it is so.
final class EventWorld implements World {
  private static final int ROUNDS = 4;

  private final Weather weather;
  private final Tally tally =
      new Tally(
          "fired",
          "answered",
          "stopped",
          "failed",
          "complete",
          "taken back",
          "too late to take back",
          "cut",
          "drained",
          "cancelled",
          "refused",
          "in a task of a handler");

  EventWorld(Weather weather) {
    this.weather = weather;
  }

  @Override
  public Tally tally() {
    return tally;
  }

  @Override
  public void prepare(Simulation simulation) {
    simulation.host("one", this::live).host("other", this::live).limit(Duration.ofHours(1));
  }

  private void live() {
    for (int i = 0; i < ROUNDS; i++) {
      new Bazaar(weather, tally).run();
    }
  }
}

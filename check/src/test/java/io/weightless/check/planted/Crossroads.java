package io.weightless.check.planted;

import io.weightless.scope.Scope;
import io.weightless.simulation.Scenario;
import io.weightless.simulation.Simulation;
import io.weightless.sync.Event;

/// The smallest world that chance makes a difference to: who waits for an event comes before the
/// one who sets it, first come first served.
final class Crossroads implements Scenario {
  enum Weather {
    FAIR,
    FOUL
  }

  /// @param weather makes no difference
  Crossroads(Weather weather) {}

  @Override
  public void prepare(Simulation simulation) {
    simulation.host(
        "crossroads",
        () ->
            Scope.join(scope -> {
              Event event = new Event();
              scope.start("waits", event::await);
              scope.start("sets", event::set);
            }));
  }
}

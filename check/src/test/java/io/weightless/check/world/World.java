package io.weightless.check.world;

import io.weightless.simulation.Scenario;

/// A scenario that says what it has provoked.
interface World extends Scenario {
  /// Over all seeds until now.
  Tally tally();
}

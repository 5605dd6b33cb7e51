package io.weightless.simulation;

import io.weightless.engine.internal.Schedule;

/// The order of one way through all that could happen: see [Interleavings].
record ChosenSchedule(Host host, Choices choices) implements Schedule {
  @Override
  public int next(int count) {
    return choices.next(count);
  }

  /// A turn at a time, so that a timer that is due can come between any two.
  @Override
  public int turns() {
    return 1;
  }

  @Override
  public void begins(Object who) {
    host.begins(who);
  }

  @Override
  public void cameFromOutside(Object who) {
    host.cameFromOutside(who);
  }
}

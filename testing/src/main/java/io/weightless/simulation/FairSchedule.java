package io.weightless.simulation;

import io.weightless.engine.internal.Schedule;

/// First come, first served, as where nothing is simulated.
record FairSchedule(Host host) implements Schedule {
  @Override
  public int next(int count) {
    return 0;
  }

  @Override
  public int turns() {
    return Integer.MAX_VALUE;
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

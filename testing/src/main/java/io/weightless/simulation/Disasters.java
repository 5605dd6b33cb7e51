package io.weightless.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Crashes services and cuts the network in two, now and then, and mends it again.
final class Disasters {
  private static final double SHORTEST_NANOS = 1e6;
  private static final double LONGEST_NANOS = 5e9;

  private final Universe universe;
  private final Strikes strikes;
  private final Fabric fabric;
  private final RandomGenerator random;

  Disasters(Universe universe, Strikes strikes, Fabric fabric, RandomGenerator random) {
    this.universe = universe;
    this.strikes = strikes;
    this.fabric = fabric;
    this.random = random;
  }

  void begin() {
    if (strikes.may(Fault.CRASH)) {
      universe.after(aWhile(), this::crash);
    }
    if (strikes.may(Fault.PARTITION)) {
      universe.after(aWhile(), this::cut);
    }
  }

  /// As likely one of milliseconds as one of seconds, for nobody knows what a program is afraid of.
  private Duration aWhile() {
    double nanos = SHORTEST_NANOS * Math.pow(LONGEST_NANOS / SHORTEST_NANOS, random.nextDouble());
    return Duration.ofNanos((long) nanos);
  }

  private void crash() {
    if (!strikes.areOn()) {
      return;
    }
    List<String> services = universe.services();
    if (!services.isEmpty()) {
      String victim = services.get(random.nextInt(services.size()));
      strikes.count(Fault.CRASH);
      universe.crash(victim);
      universe.after(aWhile(), () -> universe.restart(victim));
    }
    universe.after(aWhile(), this::crash);
  }

  private void cut() {
    if (strikes.areOn() && universe.names().size() > 1) {
      Set<String> one = new LinkedHashSet<>();
      List<String> other = new ArrayList<>(universe.names());
      int size = 1 + random.nextInt(other.size() - 1);
      while (one.size() < size) {
        one.add(other.remove(random.nextInt(other.size())));
      }
      strikes.count(Fault.PARTITION);
      fabric.strike(one, new LinkedHashSet<>(other));
      universe.after(aWhile(), this::heal);
    }
  }

  private void heal() {
    fabric.mend();
    universe.after(aWhile(), this::cut);
  }
}

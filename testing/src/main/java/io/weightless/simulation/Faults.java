package io.weightless.simulation;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Which faults may strike in a simulation, and for how long.
///
/// How often each of them strikes is drawn from the seed: in one run connections are lost all the
/// time and nothing else happens, in the next one a bit of everything. That finds more than one
/// mixture would (Groce and others, "Swarm testing", 2012).
///
/// @param kinds those that may strike
/// @param last how long the bad times last; then the world is healed and nothing strikes any more,
///   so that a program which recovers comes to its end
public record Faults(Set<Fault> kinds, Duration last) {
  private static final Duration USUAL = Duration.ofSeconds(30);

  public Faults {
    kinds = Set.copyOf(kinds);
    if (last.isNegative()) {
      throw new IllegalArgumentException("faults can't last for " + last);
    }
  }

  /// No fault strikes.
  public static Faults none() {
    return new Faults(EnumSet.noneOf(Fault.class), USUAL);
  }

  /// Every fault may strike, for 30 s of the simulation's time.
  public static Faults all() {
    return new Faults(EnumSet.allOf(Fault.class), USUAL);
  }

  /// Only these may strike, for 30 s of the simulation's time.
  public static Faults of(Fault... kinds) {
    return new Faults(Set.copyOf(Arrays.asList(kinds)), USUAL);
  }

  /// All of them but these.
  public Faults without(Fault... left) {
    EnumSet<Fault> rest = EnumSet.noneOf(Fault.class);
    rest.addAll(kinds);
    rest.removeAll(List.of(left));
    return new Faults(rest, last);
  }

  /// The same for another time.
  public Faults lasting(Duration time) {
    return new Faults(kinds, time);
  }
}

package io.weightless.simulation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/// When the faults of one simulation strike, and how often they did.
final class Strikes {
  /// One of so many chances, for a fault; 0 is never.
  private static final int[] ONE_OF = {0, 10, 50, 250, 1_000};

  private final Faults faults;
  private final SimulatedClock clock;
  private final RandomGenerator random;
  private final Map<Fault, Integer> oneOf = new EnumMap<>(Fault.class);
  private final Set<Fault> drawn = EnumSet.noneOf(Fault.class);
  private final Map<Fault, Long> counts = new EnumMap<>(Fault.class);

  Strikes(Faults faults, SimulatedClock clock, RandomGenerator random) {
    this.faults = faults;
    this.clock = clock;
    this.random = random;
    for (Fault fault : Fault.ofStreams()) {
      int _ = draw(fault);
    }
    if (faults.kinds().stream().noneMatch(Fault::isOfStreams)) {
      faults.kinds().forEach(fault -> counts.put(fault, 0L)); // asked for by name, and so missed
    }
  }

  /// For each, also those that may not strike, so that seeds stay comparable.
  private int draw(Fault fault) {
    int drawn = ONE_OF[random.nextInt(ONE_OF.length)];
    if (!faults.kinds().contains(fault)) {
      return 0;
    }
    oneOf.put(fault, drawn);
    counts.put(fault, 0L);
    return drawn;
  }

  /// Whether the bad times have not passed.
  boolean areOn() {
    return clock.nanos() < faults.last().toNanos();
  }

  boolean may(Fault fault) {
    return oneOf.getOrDefault(fault, 0) > 0;
  }

  boolean now(Fault fault) {
    int chances = chances(fault);
    boolean strikes = chances > 0 && areOn() && random.nextInt(chances) == 0;
    if (strikes) {
      count(fault);
    }
    return strikes;
  }

  /// Those of datagrams and disks are drawn when the first is used, so that a world without them is
  /// as it was.
  private int chances(Fault fault) {
    Integer known = oneOf.get(fault);
    if (known == null && !fault.isOfStreams() && drawn.add(fault)) {
      return draw(fault);
    }
    return known == null ? 0 : known;
  }

  void count(Fault fault) {
    counts.merge(fault, 1L, Long::sum);
  }

  /// How often each that may strike did.
  Map<Fault, Long> counts() {
    return Collections.unmodifiableMap(new EnumMap<>(counts));
  }
}

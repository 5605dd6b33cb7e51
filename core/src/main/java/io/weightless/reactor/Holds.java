package io.weightless.reactor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// How often a reactor was held up, and by whom: what asyncio logs as slow callbacks.
///
/// A watchdog looks four times a second, so that a turn costs no look at the clock. One that lasts
/// for more than half a second is seen, one below a quarter never.
///
/// @param count of all
/// @param slowest the longest first, at most [#SLOWEST]
public record Holds(long count, List<Hold> slowest) {
  public static final int SLOWEST = 10;

  static final Holds NONE = new Holds(0, List.of());

  public Holds {
    slowest = List.copyOf(slowest);
  }

  /// Zero when there was none.
  public Duration longest() {
    return slowest.isEmpty() ? Duration.ZERO : slowest.getFirst().atLeast();
  }

  /// Of two that are equal the earlier one stays ahead.
  Holds and(Hold hold) {
    List<Hold> all = new ArrayList<>(slowest);
    all.add(hold);
    all.sort(Comparator.comparing(Hold::atLeast).reversed());
    return new Holds(count + 1, all.subList(0, Math.min(all.size(), SLOWEST)));
  }
}

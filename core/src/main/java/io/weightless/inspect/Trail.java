package io.weightless.inspect;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The last of what has happened: a ring, in which the newest takes the place of the oldest.
final class Trail {
  /// A power of two.
  private static final int KEPT = 4_096;

  private final @Nullable Happening[] ring = new Happening[KEPT];
  private long last;

  /// The number of the next one.
  long next() {
    return last + 1;
  }

  void add(Happening next) {
    last = next.number();
    ring[(int) (last & (KEPT - 1))] = next;
  }

  long last() {
    return last;
  }

  /// Those that are still here with a higher number, oldest first.
  List<Happening> after(long number) {
    List<Happening> later = new ArrayList<>();
    for (long at = Math.max(number, last - KEPT) + 1; at <= last; at++) {
      Happening kept = ring[(int) (at & (KEPT - 1))];
      if (kept != null) {
        later.add(kept);
      }
    }
    return later;
  }
}

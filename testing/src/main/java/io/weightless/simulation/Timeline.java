package io.weightless.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;

/// What will happen to the hosts of a simulation from outside, by time; chance decides among what
/// happens in the same instant.
final class Timeline {
  private static final Comparator<Entry> BY_TIME =
      Comparator.comparingLong(Entry::nanos)
          .thenComparingLong(Entry::chance)
          .thenComparingLong(Entry::sequence);

  private final PriorityQueue<Entry> entries = new PriorityQueue<>(BY_TIME);
  private final RandomGenerator random;
  private long sequence;

  private record Entry(long nanos, long chance, long sequence, Runnable action) {}

  Timeline(RandomGenerator random) {
    this.random = random;
  }

  void add(long nanos, Runnable action) {
    entries.add(new Entry(nanos, random.nextLong(), sequence++, action));
  }

  /// When the next one is; `Long.MAX_VALUE` for never.
  long next() {
    Entry first = entries.peek();
    return first == null ? Long.MAX_VALUE : first.nanos;
  }

  /// Takes what is due at `now`.
  void run(long now) {
    while (next() <= now) {
      entries.remove().action.run();
    }
  }
}

package io.weightless.simulation;

import java.util.PriorityQueue;
import java.util.random.RandomGenerator;

/// What will happen to the hosts of a simulation from outside, by time; chance decides among what
/// happens in the same instant.
final class Timeline {
  private final PriorityQueue<Entry> entries = new PriorityQueue<>();
  private final RandomGenerator random;
  private long sequence;

  private record Entry(long nanos, long chance, long sequence, Runnable action)
      implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      if (nanos != other.nanos) {
        return nanos < other.nanos ? -1 : 1;
      }
      return chance == other.chance
          ? Long.compare(sequence, other.sequence)
          : Long.compare(chance, other.chance);
    }
  }

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

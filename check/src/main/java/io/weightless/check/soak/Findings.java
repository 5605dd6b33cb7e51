package io.weightless.check.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// What came out of it. Any thread may complain.
public final class Findings {
  private static final int MOST = 100;

  /// What compiled code, pools that have grown to their size and the allocator's habits make up.
  private static final long HEAP_KIB = 8 * 1024;

  private static final long RESIDENT_KIB = 128 * 1024;

  /// So much less is allowed between the second and the last third of a long run, when all of that
  /// is done.
  private static final long LATE_KIB = 16 * 1024;

  private static final int LONG = 9;
  private static final long THREADS = 8;

  private final List<String> complaints = new ArrayList<>(); // guarded by this
  private final List<Health> healths = new ArrayList<>();
  private final AtomicLong answers = new AtomicLong();

  Findings() {}

  /// What was not as it must be; none, when all was well.
  public synchronized List<String> complaints() {
    return List.copyOf(complaints);
  }

  /// How many requests were answered as they have to be.
  public long answers() {
    return answers.get();
  }

  void answered() {
    answers.incrementAndGet();
  }

  synchronized void complain(String complaint) {
    if (complaints.size() < MOST) {
      complaints.add(complaint);
    }
  }

  /// How the server is after a round, when all clients are gone. The first one is what the others
  /// are held against.
  void quiet(Health health) {
    healths.add(health);
    Health first = healths.getFirst();
    grown("descriptors", first.descriptors(), health.descriptors(), 0);
    if (health.tasks().size() > first.tasks().size()) {
      complain("after round %d: %s".formatted(healths.size(), health.tasks()));
    }
    grown("threads", first.threads(), health.threads(), THREADS);
    grown("KiB of heap", first.heapKib(), health.heapKib(), HEAP_KIB);
    grown("KiB of memory", first.residentKib(), health.residentKib(), RESIDENT_KIB);
  }

  /// There are no more rounds.
  void end() {
    int third = healths.size() / 3;
    if (healths.size() >= LONG) {
      long before = median(healths.subList(third, 2 * third));
      long after = median(healths.subList(2 * third, 3 * third));
      if (after - before > LATE_KIB) {
        complain("%,d KiB of memory half-way, %,d KiB at the end".formatted(before, after));
      }
    }
  }

  private static long median(List<Health> some) {
    return some.stream()
        .mapToLong(Health::residentKib)
        .sorted()
        .skip(some.size() / 2)
        .findFirst()
        .orElseThrow();
  }

  private void grown(String what, long first, long last, long most) {
    if (last - first > most) {
      complain(
          "%,d %s after the first round, %,d after round %d"
              .formatted(first, what, last, healths.size()));
    }
  }
}

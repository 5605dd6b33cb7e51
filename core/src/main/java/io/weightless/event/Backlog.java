package io.weightless.event;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Events whose turn has not come: the highest priority first, and among equals the one that was
/// fired first.
///
/// What tells of other events is kept beyond the limit: there are at most two for one that had a
/// place here.
final class Backlog {
  private final TreeMap<Integer, Deque<Firing<?>>> byPriority =
      new TreeMap<>(Collections.reverseOrder());

  private final int limit;
  private int size;

  Backlog(int limit) {
    this.limit = limit;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /// @throws IllegalStateException when it is full
  void add(Firing<?> firing) {
    if (size >= limit && !firing.isNews()) {
      throw new IllegalStateException(
          limit + " events wait already: there is no room for " + firing);
    }
    byPriority.computeIfAbsent(firing.priority(), _ -> new ArrayDeque<>()).add(firing);
    size++;
  }

  @Nullable Firing<?> poll() {
    if (size == 0) {
      return null;
    }
    var first = byPriority.firstEntry();
    while (first.getValue().isEmpty()) { // the last one that was used stays, for the next event
      byPriority.pollFirstEntry();
      first = byPriority.firstEntry();
    }
    size--;
    return first.getValue().poll();
  }

  void remove(Firing<?> firing) {
    Deque<Firing<?>> equals = byPriority.get(firing.priority());
    if (equals != null && equals.remove(firing)) {
      size--;
    }
  }

  /// Cancels them all.
  void clear() {
    for (Firing<?> firing = poll(); firing != null; firing = poll()) {
      firing.cancel();
    }
  }
}

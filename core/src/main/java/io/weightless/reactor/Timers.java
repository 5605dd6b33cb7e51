package io.weightless.reactor;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The pending timers of one reactor, soonest first: a heap with four children to a node, which is
/// flat enough that a million timers are ten levels, and in which each timer knows its place, so
/// that cancelling does not search.
final class Timers {
  private final int limit;
  private final Runnable ownerCheck;
  private final BiConsumer<Object, Runnable> turn;
  private @Nullable Timer[] heap = new Timer[64]; // null from count on
  private int count;
  private long sequence;

  /// @param ownerCheck throws when the caller does not run on the reactor of these timers
  /// @param turn runs a callback, of which a timer is the name
  Timers(int limit, Runnable ownerCheck, BiConsumer<Object, Runnable> turn) {
    this.limit = limit;
    this.ownerCheck = ownerCheck;
    this.turn = turn;
  }

  int count() {
    return count;
  }

  /// @throws IllegalStateException over the limit
  Timer add(long deadline, Runnable callback) {
    if (count == limit) {
      throw new IllegalStateException("this reactor has " + limit + " pending timers, its limit");
    }
    if (count == heap.length) {
      heap = Arrays.copyOf(heap, Math.min(heap.length * 2, limit));
    }
    Timer timer = new Timer(this, deadline, sequence++, callback);
    rise(timer, count++);
    return timer;
  }

  void checkOwner() {
    ownerCheck.run();
  }

  boolean cancel(Timer timer) {
    int place = timer.place;
    if (place < 0) {
      return false;
    }
    timer.place = -1;
    Timer last = at(--count);
    heap[count] = null;
    if (place < count) {
      refill(place, last);
    }
    return true;
  }

  /// How long a loop with nothing to do should wait for the soonest one. A virtual clock moves.
  long nanosToNext(Clock clock) {
    return count == 0 ? Long.MAX_VALUE : Math.max(0, clock.nanosUntil(at(0).deadline));
  }

  /// How long it is at `now` until the soonest one is due.
  long nanosLeft(long now) {
    return count == 0 ? Long.MAX_VALUE : Math.max(0, at(0).deadline - now);
  }

  /// Runs the callbacks that are due at `now`. One that a callback adds waits for the next call.
  int fire(long now) {
    long madeUntil = sequence;
    int fired = 0;
    while (count > 0 && at(0).deadline - now <= 0 && at(0).sequence < madeUntil) {
      Timer due = at(0);
      cancel(due);
      fired++;
      turn.accept(due, due.callback);
    }
    return fired;
  }

  void clear() {
    while (count > 0) {
      cancel(at(count - 1));
    }
  }

  private void refill(int place, Timer timer) {
    if (place > 0 && timer.isBefore(at((place - 1) >> 2))) {
      rise(timer, place);
    } else {
      sink(timer, place);
    }
  }

  private void rise(Timer timer, int from) {
    int place = from;
    while (place > 0) {
      int parent = (place - 1) >> 2;
      Timer above = at(parent);
      if (!timer.isBefore(above)) {
        break;
      }
      put(above, place);
      place = parent;
    }
    put(timer, place);
  }

  private void sink(Timer timer, int from) {
    int place = from;
    while (true) {
      int soonest = soonestChild(place);
      if (soonest < 0 || !at(soonest).isBefore(timer)) {
        break;
      }
      put(at(soonest), place);
      place = soonest;
    }
    put(timer, place);
  }

  private int soonestChild(int place) {
    int first = (place << 2) + 1;
    if (first >= count) {
      return -1;
    }
    int soonest = first;
    for (int child = first + 1; child < Math.min(first + 4, count); child++) {
      if (at(child).isBefore(at(soonest))) {
        soonest = child;
      }
    }
    return soonest;
  }

  private Timer at(int place) {
    return Objects.requireNonNull(heap[place]);
  }

  private void put(Timer timer, int place) {
    heap[place] = timer;
    timer.place = place;
  }
}

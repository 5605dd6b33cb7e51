package io.weightless.engine.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What is ready to run, first come first served unless a [Schedule] decides. Not thread-safe; it
/// grows to the number of live strands, since each is in it at most once, plus what was posted,
/// which the reactor bounds.
final class ReadyQueue {
  private @Nullable Ready[] ring = new Ready[64]; // its length is a power of two
  private int head;
  private int count;

  /// Comes before all others: the strand that was handed over to.
  private @Nullable Ready next;

  private @Nullable Schedule schedule;

  void schedule(Schedule schedule) {
    this.schedule = schedule;
  }

  boolean isEmpty() {
    return count == 0 && next == null;
  }

  void add(Ready ready) {
    if (ready instanceof Strand strand && strand.handedOver) {
      strand.handedOver = false;
      if (next != null) {
        append(next); // of a hand-over that was taken back: see Turn
      }
      next = ready;
    } else {
      append(ready);
    }
  }

  private void append(Ready ready) {
    if (count == ring.length) {
      grow();
    }
    ring[(head + count++) & (ring.length - 1)] = ready;
  }

  @Nullable Ready poll() {
    Ready first = next;
    if (first != null) {
      next = null;
      return first;
    }
    if (count == 0) {
      return null;
    }
    if (schedule != null) {
      bringForward(firstLike(schedule.next(count)));
    }
    first = ring[head];
    ring[head] = null;
    head = (head + 1) & (ring.length - 1);
    count--;
    return first;
  }

  /// What was posted keeps its order, whoever decides.
  private int firstLike(int place) {
    if (at(place) instanceof Posted) {
      for (int i = 0; i < place; i++) {
        if (at(i) instanceof Posted) {
          return i;
        }
      }
    }
    return place;
  }

  private @Nullable Ready at(int place) {
    return ring[(head + place) & (ring.length - 1)];
  }

  /// Those before it keep their order.
  private void bringForward(int place) {
    Ready picked = at(place);
    for (int i = place; i > 0; i--) {
      ring[(head + i) & (ring.length - 1)] = at(i - 1);
    }
    ring[head] = picked;
  }

  private void grow() {
    int oldLength = ring.length;
    ring = Arrays.copyOf(ring, oldLength * 2);
    System.arraycopy(ring, 0, ring, oldLength, head);
    Arrays.fill(ring, 0, head, null);
  }
}

package io.weightless.engine.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What is ready to run, first come first served. Not thread-safe; it grows to the number of live
/// strands, since each is in it at most once, plus what was posted, which the reactor bounds.
final class ReadyQueue {
  private @Nullable Ready[] ring = new Ready[64]; // its length is a power of two
  private int head;
  private int count;

  int count() {
    return count;
  }

  void add(Ready ready) {
    if (count == ring.length) {
      grow();
    }
    ring[(head + count++) & (ring.length - 1)] = ready;
  }

  @Nullable Ready poll() {
    if (count == 0) {
      return null;
    }
    Ready first = ring[head];
    ring[head] = null;
    head = (head + 1) & (ring.length - 1);
    count--;
    return first;
  }

  private void grow() {
    int oldLength = ring.length;
    ring = Arrays.copyOf(ring, oldLength * 2);
    System.arraycopy(ring, 0, ring, oldLength, head);
    Arrays.fill(ring, 0, head, null);
  }
}

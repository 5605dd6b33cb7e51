package io.weightless.channel;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// First in, first out: a ring.
final class Fifo<T> extends Buffer<T> {
  private final boolean conflating;
  private @Nullable Object[] ring = {}; // its length is a power of two, or zero
  private int head;

  /// @param conflating whether the oldest one goes when there is no room: there always is
  Fifo(int capacity, boolean conflating) {
    super(capacity);
    this.conflating = conflating;
  }

  @Override
  boolean hasRoom() {
    return count < capacity || conflating;
  }

  @Override
  boolean add(T value) {
    boolean full = conflating && count >= capacity;
    if (full) {
      discard();
    }
    if (count == ring.length) {
      grow();
    }
    ring[(head + count++) & (ring.length - 1)] = value;
    return full;
  }

  @Override
  @SuppressWarnings("unchecked") // add takes a T only
  T remove() {
    T first = (T) Objects.requireNonNull(ring[head]);
    discard();
    return first;
  }

  @Override
  void discard() {
    ring[head] = null;
    head = (head + 1) & (ring.length - 1);
    count--;
  }

  private void grow() {
    int slots = ring.length;
    ring = Arrays.copyOf(ring, moreThan(slots));
    System.arraycopy(ring, 0, ring, slots, head);
    Arrays.fill(ring, 0, head, null);
  }

  @Override
  String kind() {
    if (conflating) {
      return "conflating";
    }
    return capacity == 0 ? "rendezvous" : "buffered";
  }
}

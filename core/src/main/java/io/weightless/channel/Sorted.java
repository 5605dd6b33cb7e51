package io.weightless.channel;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The least first, and first in, first out among equals: a binary heap.
///
/// It looks first and moves after: a comparator that throws leaves all as it was.
final class Sorted<T> extends Buffer<T> {
  private final Comparator<? super T> comparator;

  /// A slot is not less than the one at half its index, its parent: see [#parent].
  private @Nullable Object[] heap = {};

  /// When each came in. Apart from the values, so that a value needs no object around it.
  private long[] sequences = {};

  private long next;

  Sorted(int capacity, Comparator<? super T> comparator) {
    super(capacity);
    this.comparator = comparator;
  }

  @Override
  boolean add(T value) {
    int slot = count;
    while (slot > 0 && comparator.compare(value, at(parent(slot))) < 0) {
      slot = parent(slot);
    }
    if (count == heap.length) {
      heap = Arrays.copyOf(heap, moreThan(count));
      sequences = Arrays.copyOf(sequences, heap.length);
    }
    for (int hole = count; hole != slot; hole = parent(hole)) {
      heap[hole] = heap[parent(hole)];
      sequences[hole] = sequences[parent(hole)];
    }
    heap[slot] = value;
    sequences[slot] = next++;
    count++;
    return false;
  }

  @Override
  T remove() {
    int slot = placeOfLast();
    T removed = at(0);
    Object value = heap[count - 1];
    long sequence = sequences[count - 1];
    for (int at = slot; at > 0; at = parent(at)) { // each moves to where its parent was
      Object moved = heap[at];
      long sequenceMoved = sequences[at];
      heap[at] = value;
      sequences[at] = sequence;
      value = moved;
      sequence = sequenceMoved;
    }
    heap[0] = value;
    sequences[0] = sequence;
    discard();
    return removed;
  }

  /// Where the last one belongs when the first one is gone.
  private int placeOfLast() {
    int last = count - 1;
    int slot = 0;
    int child = lesserChild(slot, last);
    while (child < last && isLess(child, last)) {
      slot = child;
      child = lesserChild(slot, last);
    }
    return slot;
  }

  /// Of those before `end`; `end` or more when there is none.
  private int lesserChild(int slot, int end) {
    int left = 2 * slot + 1;
    return left + 1 < end && isLess(left + 1, left) ? left + 1 : left;
  }

  private boolean isLess(int slot, int other) {
    int order = comparator.compare(at(slot), at(other));
    return order < 0 || (order == 0 && sequences[slot] < sequences[other]);
  }

  private static int parent(int slot) {
    return (slot - 1) / 2;
  }

  @SuppressWarnings("unchecked") // add takes a T only
  private T at(int slot) {
    return (T) Objects.requireNonNull(heap[slot]);
  }

  @Override
  void discard() {
    heap[--count] = null;
  }

  @Override
  String kind() {
    return "prioritised";
  }
}

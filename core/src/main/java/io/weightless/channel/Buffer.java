package io.weightless.channel;

/// Values that were sent and not yet received, in the order in which they come out.
///
/// Not one of its implementations makes an object for a value; they grow to what they have held.
abstract sealed class Buffer<T> permits Fifo, Lifo, Sorted {
  /// Of an array: more would not fit.
  static final int MAX_CAPACITY = 1 << 30;

  private static final int FIRST_SLOTS = 16;

  final int capacity;
  int count;

  Buffer(int capacity) {
    if (capacity > MAX_CAPACITY) {
      throw new IllegalArgumentException(
          "a channel can buffer " + MAX_CAPACITY + " values at most, not " + capacity);
    }
    this.capacity = capacity;
  }

  boolean hasRoom() {
    return count < capacity;
  }

  /// Puts `value` in, also where there is no room.
  ///
  /// @return whether another one had to go
  abstract boolean add(T value);

  /// Takes the next one out; there is one.
  abstract T remove();

  /// Drops all.
  ///
  /// @return how many there were
  final int clear() {
    int dropped = count;
    while (count > 0) {
      discard();
    }
    return dropped;
  }

  /// Takes any one out.
  abstract void discard();

  /// How many slots to have next, of at least one power of two that holds one more.
  static int moreThan(int slots) {
    return slots == 0 ? FIRST_SLOTS : slots * 2;
  }

  /// `conflating`, `buffered` and so on, for reports.
  abstract String kind();
}

package io.weightless.channel;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Last in, first out: a stack.
final class Lifo<T> extends Buffer<T> {
  private @Nullable Object[] stack = {};

  Lifo(int capacity) {
    super(capacity);
  }

  @Override
  boolean add(T value) {
    if (count == stack.length) {
      stack = Arrays.copyOf(stack, moreThan(count));
    }
    stack[count++] = value;
    return false;
  }

  @Override
  @SuppressWarnings("unchecked") // add takes a T only
  T remove() {
    T last = (T) Objects.requireNonNull(stack[count - 1]);
    discard();
    return last;
  }

  @Override
  void discard() {
    stack[--count] = null;
  }

  @Override
  String kind() {
    return "stacked";
  }
}

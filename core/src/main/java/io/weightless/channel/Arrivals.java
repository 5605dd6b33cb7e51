package io.weightless.channel;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What comes out of a channel, until its end.
final class Arrivals<T> implements Iterator<T> {
  private final ReceiveEnd<T> source;
  private @Nullable T next;

  Arrivals(ReceiveEnd<T> source) {
    this.source = source;
  }

  @Override
  public boolean hasNext() {
    if (next == null) {
      next = source.receiveOrEnd();
    }
    return next != null;
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException(source.nothingLeft());
    }
    T arrived = Objects.requireNonNull(next);
    next = null;
    return arrived;
  }
}

package io.weightless.channel;

import io.weightless.engine.internal.Selection;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The next value of a source.
final class Receive<T, R extends @Nullable Object> extends Clause<R> {
  private final ReceiveEnd<T> source;
  private final Function<? super T, ? extends R> function;

  /// What the end gives; null when it is thrown.
  private final @Nullable Supplier<? extends R> atEnd;

  Receive(
      Source<T> source,
      Function<? super T, ? extends R> function,
      @Nullable Supplier<? extends R> atEnd) {
    this.source = (ReceiveEnd<T>) source; // there are no others
    this.function = function;
    this.atEnd = atEnd;
  }

  @Override
  boolean isReady() {
    source.carrier.checkOwner();
    return source.isReady();
  }

  @Override
  R takeNow() {
    return given(source.take());
  }

  @Override
  void join(Selection selection) {
    selection.join(source.receivers, null);
  }

  @Override
  @SuppressWarnings("unchecked") // only values of the source are brought there
  R won(@Nullable Object brought) {
    return given(source.arrived((T) brought));
  }

  /// @param value null at the end
  private R given(@Nullable T value) {
    if (value != null) {
      return function.apply(value);
    }
    if (atEnd == null) {
      throw source.end();
    }
    return atEnd.get();
  }

  @Override
  boolean isForeign() {
    return source.isForeign();
  }

  @Override
  public String toString() {
    return "a value of " + source;
  }
}

package io.weightless.channel;

import io.weightless.engine.internal.Selection;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Room for a value in a sink.
final class Send<T, R extends @Nullable Object> extends Clause<R> {
  private final SendEnd<? super T> sink;
  private final T value;
  private final Supplier<? extends R> then;

  Send(Sink<? super T> sink, T value, Supplier<? extends R> then) {
    this.sink = SendEnd.of(sink);
    this.value = Objects.requireNonNull(value, "a channel takes no null");
    this.then = then;
  }

  @Override
  boolean isReady() {
    sink.carrier.checkOwner();
    return sink.isReady();
  }

  @Override
  R takeNow() {
    sink.pass(value);
    return then.get();
  }

  @Override
  void join(Selection selection) {
    selection.join(sink.senders, value);
  }

  @Override
  R won(@Nullable Object brought) {
    sink.checkTaken(brought);
    return then.get();
  }

  @Override
  public String toString() {
    return "room in " + sink;
  }
}

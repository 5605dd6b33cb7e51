package io.weightless.channel;

import io.weightless.engine.internal.Selection;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.Timer;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Time that has passed.
final class After<R extends @Nullable Object> extends Clause<R> {
  private final Duration delay;
  private final Supplier<? extends R> then;

  After(Duration delay, Supplier<? extends R> then) {
    if (delay.isNegative()) {
      throw new IllegalArgumentException("a delay can't be negative: " + delay);
    }
    this.delay = delay;
    this.then = then;
  }

  @Override
  boolean isReady() {
    return false;
  }

  @Override
  R takeNow() {
    throw new IllegalStateException("unreachable: time passes in a wait only");
  }

  @Override
  void join(Selection selection) {
    int way = selection.joined();
    Timer timer = Reactor.current().after(delay, () -> selection.win(way, null));
    selection.join(timer::cancel);
  }

  @Override
  R won(@Nullable Object brought) {
    return then.get();
  }

  @Override
  public String toString() {
    return delay.toString();
  }
}

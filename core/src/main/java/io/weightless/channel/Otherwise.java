package io.weightless.channel;

import io.weightless.engine.internal.Selection;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a select gives when nothing else is ready, so that it does not wait.
final class Otherwise<R extends @Nullable Object> extends Clause<R> {
  private final Supplier<? extends R> given;

  Otherwise(Supplier<? extends R> given) {
    this.given = given;
  }

  /// It comes after all others.
  @Override
  boolean isReady() {
    return false;
  }

  @Override
  R takeNow() {
    return given.get();
  }

  @Override
  void join(Selection selection) {
    throw new IllegalStateException("unreachable: with it there is no wait");
  }

  @Override
  R won(@Nullable Object brought) {
    return takeNow();
  }

  @Override
  public String toString() {
    return "nothing";
  }
}

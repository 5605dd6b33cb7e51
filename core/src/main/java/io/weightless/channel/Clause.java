package io.weightless.channel;

import io.weightless.engine.internal.Selection;
import org.jspecify.annotations.Nullable;

/// One of the things that a [Select] waits for, and what it gives. Made by the methods there; it
/// may be used any number of times.
public abstract sealed class Clause<R extends @Nullable Object>
    permits Receive, Send, After, Ended, Otherwise {
  Clause() {}

  /// Whether it need not wait.
  abstract boolean isReady();

  /// Does it at once; it is ready.
  abstract R takeNow();

  /// Waits for it too.
  abstract void join(Selection selection);

  /// It has won, and was brought this.
  abstract R won(@Nullable Object brought);

  /// Whether it may come from another thread.
  boolean isForeign() {
    return false;
  }

  /// What is waited for, in words.
  @Override
  public abstract String toString();
}

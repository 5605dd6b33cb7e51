package io.weightless.reactor;

import io.weightless.engine.internal.Callback;

/// A callback that a reactor runs in every step until it is cancelled: what the original Weightless
/// calls a process. Made by [Reactor#everyStep], [Reactor#beforeWait] and [Reactor#afterWait].
public final class Repeating {
  final Runnable callback;
  private boolean cancelled;

  Repeating(Runnable callback) {
    this.callback = callback;
  }

  /// Takes effect at once, also in the middle of a step.
  public void cancel() {
    cancelled = true;
  }

  public boolean isCancelled() {
    return cancelled;
  }

  /// What reports call it.
  @Override
  public String toString() {
    return "the repeating callback " + Callback.nameOf(callback);
  }
}

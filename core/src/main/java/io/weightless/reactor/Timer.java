package io.weightless.reactor;

import io.weightless.engine.internal.Callback;

/// A callback that a reactor runs once, at its time. Made by [Reactor#after].
public final class Timer {
  final long deadline;

  /// Breaks ties: timers of one instant run in the order in which they were made.
  final long sequence;

  final Runnable callback;

  /// Its place in the heap, or -1 when it is not pending.
  int place = -1;

  private final Timers timers;

  Timer(Timers timers, long deadline, long sequence, Runnable callback) {
    this.timers = timers;
    this.deadline = deadline;
    this.sequence = sequence;
    this.callback = callback;
  }

  /// How many are pending on `reactor`.
  ///
  /// - **Runs on**: that reactor, or any thread while it is not being run.
  public static int pending(Reactor reactor) {
    return reactor.loop().timers().count();
  }

  /// Takes effect at once, also for a timer that is due in this very step.
  ///
  /// - **Runs on**: its reactor.
  /// - **Cost**: logarithmic in the number of pending timers; most often less.
  ///
  /// @return whether it was still pending
  public boolean cancel() {
    timers.checkOwner();
    return timers.cancel(this);
  }

  boolean isBefore(Timer other) {
    long difference = deadline - other.deadline;
    return difference < 0 || (difference == 0 && sequence < other.sequence);
  }

  /// What reports call it.
  @Override
  public String toString() {
    return "a timer's callback " + Callback.nameOf(callback);
  }
}

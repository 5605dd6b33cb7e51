package io.weightless.check.world;

import io.weightless.reactor.Cancelled;
import io.weightless.scope.Task;
import java.time.Duration;

/// Waits of which it is known when they have to end: at their time, or at once when they are
/// cancelled.
final class CheckedWaits {
  /// So much later than it is due something may run, for others run before it.
  private static final Duration LATE = Duration.ofMillis(5);

  private final Judge judge;

  CheckedWaits(Judge judge) {
    this.judge = judge;
  }

  void sleep(LifeByRules me, Duration time) {
    long began = LifeByRules.now();
    boolean dead = me.isCancelled();
    long due = began + time.toNanos();
    try {
      Task.sleep(time);
      judge.that(!dead, "a cancelled one slept");
      judge.that(me.cancelledAt() >= due, "one slept through its cancellation");
      judge.between(due, LifeByRules.now(), due + LATE.toNanos(), "the end of a sleep");
    } catch (Cancelled cancelled) {
      long since = Math.max(began, me.cancelledAt());
      judge.that(me.isCancelled(), "nobody has cancelled one that slept");
      judge.between(since, LifeByRules.now(), since + LATE.toNanos(), "a cancellation");
      throw cancelled;
    }
  }

  void yieldTurn(LifeByRules me) {
    boolean dead = me.isCancelled();
    try {
      Task.yield();
      judge.that(!dead, "a cancelled one yielded");
    } catch (Cancelled cancelled) {
      judge.that(me.isCancelled(), "nobody has cancelled one that yielded");
      throw cancelled;
    }
  }
}

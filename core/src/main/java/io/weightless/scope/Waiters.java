package io.weightless.scope;

import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.WaitQueue;
import io.weightless.engine.internal.Waiter;
import java.util.ArrayList;
import java.util.List;

/// Those who wait for the end of one task, in the order in which they came, and those who only want
/// to be told.
final class Waiters {
  /// Of a task that has ended.
  static final Waiters OVER = new Waiters("what has ended");

  /// Each asked whether it gets to see how the task ended.
  final WaitQueue<Boolean> tasks;

  private List<Runnable> notices = List.of();

  /// Whether one of those who are to be told gets to see how it ended.
  private boolean seen;

  Waiters(Object awaited) {
    tasks = new WaitQueue<>(awaited);
  }

  void add(Runnable notice) {
    if (notices.isEmpty()) {
      notices = new ArrayList<>();
    }
    notices.add(notice);
  }

  void see() {
    seen = true;
  }

  /// @param carrier where notices have turns of their own
  /// @return whether one of them gets to see how it ended
  boolean tellAll(Carrier carrier) {
    notices.forEach(carrier::post);
    boolean seen = this.seen;
    for (Waiter<Boolean> waiter = tasks.first(); waiter != null; waiter = tasks.first()) {
      seen |= waiter.asked();
      waiter.wake();
    }
    return seen;
  }
}

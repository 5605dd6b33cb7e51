package io.weightless.scope;

import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.WaitQueue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Those who wait for the end of one task, in the order in which they came, and those who only want
/// to be told.
final class Waiters {
  /// Of a task that has ended.
  static final Waiters OVER = new Waiters("what has ended");

  final WaitQueue<@Nullable Void> tasks;
  private List<Runnable> notices = List.of();

  Waiters(Object awaited) {
    tasks = new WaitQueue<>(awaited);
  }

  void add(Runnable notice) {
    notices = new ArrayList<>(notices);
    notices.add(notice);
  }

  /// @param carrier where notices have turns of their own
  void tellAll(Carrier carrier) {
    notices.forEach(carrier::post);
    tasks.wakeAll();
  }
}

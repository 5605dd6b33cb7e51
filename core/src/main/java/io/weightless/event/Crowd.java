package io.weightless.event;

import io.weightless.engine.internal.Suspension;
import io.weightless.engine.internal.WaitQueue;
import org.jspecify.annotations.Nullable;

/// Those who wait for something about an event that happens once.
record Crowd(WaitQueue<@Nullable Void> waiters) {
  Crowd(String what, Firing<?> firing) {
    this(new WaitQueue<>(new Awaited(what, firing)));
  }

  /// For reports.
  private record Awaited(String what, Firing<?> firing) {
    @Override
    public String toString() {
      return what + firing;
    }
  }

  void await() {
    waiters.add(null).await();
  }

  static void wake(@Nullable Crowd crowd) {
    if (crowd != null) {
      crowd.waiters.wakeAll();
    }
  }

  static boolean isThere(@Nullable Crowd crowd) {
    return crowd != null && !crowd.waiters.isEmpty();
  }

  static void checkpoint() {
    Suspension.checkpoint();
  }
}

package io.weightless.event;

import io.weightless.engine.internal.WaitQueue;
import io.weightless.engine.internal.Waiter;
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

  /// The caller, who has to await it then.
  ///
  /// @throws IllegalStateException when it may not wait
  Waiter<@Nullable Void> enter() {
    return waiters.add(null);
  }

  static void wake(@Nullable Crowd crowd) {
    if (crowd != null) {
      crowd.waiters.wakeAll();
    }
  }

  static boolean isThere(@Nullable Crowd crowd) {
    return crowd != null && !crowd.waiters.isEmpty();
  }
}

package io.weightless.sync;

import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Suspension;
import io.weightless.engine.internal.WaitQueue;
import org.jspecify.annotations.Nullable;

/// Something that has happened, or not yet: whoever waits goes on when it has.
///
/// [#set] wakes all who wait by then, in the order in which they came, whatever becomes of the
/// event before they run; so it may be cleared at once, to let one crowd through and stop the next.
public final class Event {
  private final Carrier carrier = Carrier.current();
  private final WaitQueue<@Nullable Void> waiters = new WaitQueue<>(this);
  private boolean set;

  /// It has happened. Idempotent.
  ///
  /// - **Waits**: never.
  public void set() {
    carrier.checkOwner();
    set = true;
    waiters.wakeAll();
  }

  /// It has not happened any more. Idempotent.
  ///
  /// - **Waits**: never.
  public void clear() {
    carrier.checkOwner();
    set = false;
  }

  public boolean isSet() {
    return set;
  }

  /// Waits until it has happened.
  ///
  /// - **Waits**: until then; a cancellation point also when it has.
  public void await() {
    carrier.checkOwner();
    Suspension.checkpoint();
    if (!set) {
      waiters.add(null).await();
    }
  }

  @Override
  public String toString() {
    return "Event[" + (set ? "set" : "not set; " + waiters) + "]";
  }
}

package io.weightless.sync;

import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Strand;
import io.weightless.engine.internal.Suspension;
import io.weightless.engine.internal.WaitQueue;
import io.weightless.engine.internal.Waiter;
import java.util.function.BooleanSupplier;

/// Waits until something is true that other tasks make true: they [#signal] after each change.
///
/// ```java
/// changed.await(() -> !orders.isEmpty());
/// Order order = orders.remove();        // nothing ran since the look: it is still there
/// ```
///
/// There is no lock to give up, and none is needed: between the last look and what comes after the
/// wait nothing else of the reactor runs.
///
/// - **No wake-up is lost**: a task looks before it waits, with nothing in between, and each signal
///   looks again for everybody who waits.
/// - **None is spurious**: a woken task looks once more in its own turn. When another one was
///   faster it waits on, in its old place.
/// - **Order**: those whose condition is true go on in the order in which they came; one that comes
///   while woken ones have not run yet waits for their look.
/// - **Cost**: a signal looks once for each that waits.
public final class Condition {
  private final Carrier carrier = Carrier.current();
  private final WaitQueue<BooleanSupplier> waiters = new WaitQueue<>(this);

  /// Those who were woken and have not looked yet.
  private int looking;

  /// Waits until `condition` is true.
  ///
  /// - **Waits**: until then; a cancellation point also when it is true already.
  ///
  /// @param condition looks, changes nothing and never waits; what it throws is thrown from here.
  ///   It is also called by those who signal, in their turn
  public void await(BooleanSupplier condition) {
    carrier.checkOwner();
    Suspension.checkpoint();
    if (looking > 0) {
      awaitBehind(condition);
    } else if (!look(condition)) {
      awaitTruth(waiters.add(condition));
    }
  }

  /// Says that something has changed: wakes those whose condition is true now.
  ///
  /// - **Waits**: never.
  public void signal() {
    carrier.checkOwner();
    for (var waiter = waiters.first(); waiter != null; waiter = waiter.next()) {
      if (!waiter.isSettled() && isWorthALook(waiter.asked())) {
        looking++;
        waiter.nudge();
      }
    }
  }

  /// A look of its own comes behind those who were woken before.
  private void awaitBehind(BooleanSupplier condition) {
    var waiter = waiters.add(condition);
    carrier.post(this::signal);
    awaitTruth(waiter);
  }

  private void awaitTruth(Waiter<BooleanSupplier> waiter) {
    try {
      waiter.await();
      while (!lookInTurn(waiter.asked())) {
        waiter.awaitAgain();
      }
    } finally {
      waiter.remove();
    }
  }

  private boolean lookInTurn(BooleanSupplier condition) {
    looking--;
    return look(condition);
  }

  /// Whether to wake the one who asked: also when its condition throws, for it is the one to know.
  private static boolean isWorthALook(BooleanSupplier condition) {
    try {
      return look(condition);
    } catch (RuntimeException | Error e) {
      return true;
    }
  }

  private static boolean look(BooleanSupplier condition) {
    Strand looker = Strand.currentOrNull();
    if (looker == null) {
      return condition.getAsBoolean();
    }
    boolean before = looker.hold(true);
    try {
      return condition.getAsBoolean();
    } finally {
      looker.hold(before);
    }
  }

  @Override
  public String toString() {
    return "Condition[" + waiters + "]";
  }
}

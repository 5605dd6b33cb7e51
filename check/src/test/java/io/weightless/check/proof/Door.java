package io.weightless.check.proof;

import io.weightless.engine.internal.Carrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;

/// The door of a reactor for other threads: what is posted is there for the loop, and no loop goes
/// to sleep over it.
public final class Door {
  private final AtomicBoolean woken = new AtomicBoolean();
  private final Carrier carrier = new Carrier(null, () -> woken.set(true), () -> 0);
  private final AtomicInteger posted = new AtomicInteger();

  /// For the loop only.
  private boolean asleep;

  @Operation
  public void post() {
    carrier.post(() -> {});
    posted.incrementAndGet();
  }

  @Operation(nonParallelGroup = "loop")
  public void fallAsleep() {
    woken.set(false);
    asleep = carrier.fallAsleep();
  }

  @Operation(nonParallelGroup = "loop")
  public void awaken() {
    carrier.awaken();
    asleep = false;
  }

  @Validate
  public void nobodySleepsOverIt() {
    if (asleep && carrier.hasReady() && !woken.get()) {
      throw new IllegalStateException("the loop sleeps, and something is ready");
    }
    if (carrier.hasReady() != posted.get() > 0) {
      throw new IllegalStateException(posted + " were posted");
    }
  }
}

package io.weightless.tool;

import io.weightless.reactor.Backend;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/// A backend without input and output, which can be broken for good.
final class BreakingBackend implements Backend {
  private final Semaphore wakeups = new Semaphore(0);
  private boolean broken;

  @Override
  public void attachTo(Reactor reactor) {
    reactor.attach(BreakingBackend.class, this);
  }

  /// From now on every poll of the current reactor fails.
  static void breakNow() {
    Reactor.current().service(BreakingBackend.class).broken = true;
  }

  @Override
  public int poll(long timeoutNanos) throws IOException {
    if (broken) {
      throw new IOException("broken");
    }
    if (timeoutNanos > 0) {
      wakeups.acquireUninterruptibly();
    }
    wakeups.drainPermits();
    return 0;
  }

  @Override
  public void wakeup() {
    wakeups.release();
  }

  @Override
  public void close() {}
}

package io.weightless.reactor;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The backend without input and output: it has timers and `post` only.
final class Parked implements Backend {
  private volatile boolean woken;
  private volatile @Nullable Thread waiting;

  @Override
  public void attachTo(Reactor reactor) {}

  @Override
  public int poll(long timeoutNanos) {
    awaitInput(timeoutNanos);
    return 0;
  }

  @Override
  public void awaitInput(long timeoutNanos) {
    if (timeoutNanos > 0) {
      waiting = Thread.currentThread();
      if (!woken && !Thread.currentThread().isInterrupted()) {
        LockSupport.parkNanos(this, timeoutNanos);
      }
      waiting = null;
    }
    woken = false;
  }

  @Override
  public boolean isQuiet() {
    return true;
  }

  @Override
  public void wakeup() {
    woken = true;
    LockSupport.unpark(waiting);
  }

  @Override
  public void close() {}
}

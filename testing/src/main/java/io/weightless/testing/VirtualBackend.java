package io.weightless.testing;

import io.weightless.reactor.Backend;
import io.weightless.reactor.Reactor;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A backend without input and output, whose loop can be made to stand still.
final class VirtualBackend implements Backend {
  private volatile boolean woken;
  private volatile @Nullable Thread waiting;
  private @Nullable Runnable pause;

  /// Runs `pause` in the place of the next poll, once. Only a task or callback calls it.
  void pauseWith(Runnable pause) {
    this.pause = pause;
    Reactor.current().after(Duration.ZERO, () -> {}); // or time would jump before it
  }

  void goOn() {
    pause = null;
  }

  @Override
  public void attachTo(Reactor reactor) {}

  @Override
  public int poll(long timeoutNanos) {
    Runnable now = pause;
    if (now != null) {
      pause = null;
      now.run();
      return 1;
    }
    if (timeoutNanos > 0) {
      park(timeoutNanos);
    }
    woken = false;
    return 0;
  }

  private void park(long nanos) {
    waiting = Thread.currentThread();
    if (!woken && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(this, nanos);
    }
    waiting = null;
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

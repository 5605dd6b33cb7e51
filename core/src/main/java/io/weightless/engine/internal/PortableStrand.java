package io.weightless.engine.internal;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A default virtual thread that runs only while it holds its carrier's baton.
final class PortableStrand extends Strand {
  private final Thread thread;

  /// Who may run: the strand, or whoever called [#proceed]. Volatile, since it is the hand-over:
  /// all that one side wrote before it, the other side sees after.
  private volatile boolean running;

  private boolean begun;

  /// The thread that waits in [#proceed]; written before `running`.
  private @Nullable Thread resumer;

  PortableStrand(Carrier carrier, String name, Life life) {
    super(carrier, life);
    thread = Thread.ofVirtual().name(name).unstarted(this::takeBaton);
  }

  @Override
  public Thread thread() {
    return thread;
  }

  /// It would hold the loop, and nobody could ask.
  @Override
  public boolean isInJdk() {
    return false;
  }

  @Override
  boolean isNew() {
    return !begun;
  }

  @Override
  void ready() {
    begun = true;
    carrier().submit(this);
  }

  @Override
  void yieldTurn() {
    ready();
    park();
  }

  @Override
  void park() {
    giveBaton();
    awaitBaton(true);
  }

  @Override
  public void proceed() {
    Carrier carrier = carrier();
    carrier.running = this;
    resumer = Thread.currentThread();
    running = true;
    if (thread.getState() == Thread.State.NEW) {
      thread.start();
    } else {
      LockSupport.unpark(thread);
    }
    awaitBaton(false);
    carrier.running = null;
  }

  private void takeBaton() {
    PortableEngine.STRAND.set(this);
    try {
      run();
    } finally {
      giveBaton();
    }
  }

  private void giveBaton() {
    Thread next = resumer;
    running = false;
    LockSupport.unpark(next);
  }

  /// With its flag set a thread's park returns at once, so the flag is cleared first and set again
  /// afterwards.
  private void awaitBaton(boolean mine) {
    boolean interrupted = false;
    while (running != mine) {
      try {
        LockSupport.park(this);
      } catch (StackOverflowError tooDeep) {
        interrupted |= waitPinned();
      }
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// A stack that is too deep for the JDK to set it aside stays on its carrier: a monitor's wait
  /// does that, where a park throws. For a moment, since nobody notifies it.
  ///
  /// @return whether it was interrupted
  @SuppressWarnings("WaitNotInLoop") // the caller's
  private synchronized boolean waitPinned() {
    try {
      wait(1);
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }
}

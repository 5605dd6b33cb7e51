package io.weightless.engine.internal;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A virtual thread that is its own scheduler, so that a parked one costs a small object more.
///
/// Threads which user code starts inside it inherit this scheduler: they are its carrier's
/// [Guests].
final class FastStrand extends Strand implements Executor {
  private final Thread thread;

  /// The JDK's handle of this thread's continuation; given to us at the first [#execute].
  private @Nullable Runnable continuation;

  FastStrand(Carrier carrier, String name, Life life) {
    super(carrier, life);
    thread = VirtualThreads.create(this, name, this);
  }

  @Override
  public Thread thread() {
    return thread;
  }

  @Override
  public boolean isInJdk() {
    return awaited() == null && VirtualThreads.waits(thread);
  }

  @Override
  boolean isNew() {
    return continuation == null;
  }

  @Override
  void park() {
    VirtualThreads.park(thread);
  }

  @Override
  void yieldTurn() {
    long turn = carrier().turns();
    Thread.yield(); // the JDK gives the continuation to this strand's execute again
    if (carrier().turns() == turn) {
      throw new Pinned(); // it would have returned as if nothing had happened
    }
  }

  @Override
  void ready() {
    if (continuation == null) {
      thread.start();
    } else if (VirtualThreads.unparks(thread)) {
      carrier().submit(this);
    } else {
      LockSupport.unpark(thread);
    }
  }

  /// Called by the JDK whenever a continuation can run, on whatever thread made it so. Never
  /// throws: the JDK would throw it into whoever unparked, and lose the thread.
  @Override
  public void execute(Runnable turn) {
    if (turn == continuation || continuation == null) {
      continuation = turn;
      carrier().submit(this);
    } else {
      carrier().submit(new Guests.Turn(carrier(), this, turn));
    }
  }

  @Override
  public void proceed() {
    Carrier carrier = carrier();
    carrier.running = this;
    Objects.requireNonNull(continuation).run();
    carrier.running = null;
  }
}

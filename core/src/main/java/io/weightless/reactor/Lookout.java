package io.weightless.reactor;

import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Failures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Keeps watch for what a reactor has to do while nobody steps it: a thread that waits in the
/// reactor's own backend, and asks for a step when there is something.
///
/// The backend is the lookout's between two steps, and the loop's in a step: who begins a step
/// sends the lookout out of the backend, and goes on when it has left. It sees nothing else of the
/// reactor but what is thread-safe, or was left to it when the last step ended.
final class Lookout {
  /// Before it asks for the step in which a backend that failed will fail again: or it would spin.
  private static final long NANOS_AFTER_FAILURE = 100_000_000;

  /// Before it asks again when it was refused; twice as long after each refusal, up to the other.
  private static final long NANOS_AFTER_REFUSAL = 1_000_000;

  private enum State {
    /// A step goes on: nothing to look for.
    BUSY,
    /// A step was asked for, and has not begun.
    ASKING,
    /// Between two steps.
    WATCHING,
    /// For good.
    OVER
  }

  private static final String ASKING =
      "what asks the foreign loop of an embedded reactor for a step";

  private final Reactor reactor;
  private final Carrier carrier;
  private final Backend backend;
  private final Runnable ask;
  private final ReentrantLock lock = new ReentrantLock(); // for all that follows
  private final Condition changed = lock.newCondition();
  private State state = State.BUSY;
  private boolean inBackend;

  /// The threads on which the loop runs a step that it was handed: one, or more when it is a pool.
  private final List<Thread> steppers = new ArrayList<>();

  /// How long a step would have waited when the last one ended, and when that time is over.
  private long timeout;

  private long due;

  /// @param ask asks for a step; may fail
  Lookout(Reactor reactor, Runnable ask) {
    this.reactor = reactor;
    carrier = reactor.carrier();
    backend = reactor.loop().backend();
    this.ask = ask;
  }

  /// @throws UnsupportedOperationException when nobody but a loop can wait in the backend
  void checkBackend() {
    try {
      backend.awaitInput(0);
    } catch (IOException e) {
      throw new UncheckedIOException("the backend '" + reactor.backendName() + "' failed", e);
    }
  }

  void begin() {
    Thread.ofPlatform()
        .daemon()
        .inheritInheritableThreadLocals(false)
        .name("weightless-lookout")
        .start(this::run);
  }

  /// A step begins: the caller has entered the carrier, and from now on has the backend for itself.
  void stepBegins() {
    leaveTo(State.BUSY);
    carrier.awaken();
  }

  /// A step ends: leaves the carrier, and keeps watch from now on.
  void stepEnds() {
    lock.lock();
    try {
      if (state != State.OVER) {
        timeout = carrier.fallAsleep() ? reactor.loop().timeout() : 0;
        due = System.nanoTime() + timeout;
        become(State.WATCHING);
      }
      carrier.exit(); // under the lock: who enters next comes after this
    } finally {
      lock.unlock();
    }
  }

  /// Asks for nothing from now on, and is out of the backend for good. From any thread.
  void end() {
    leaveTo(State.OVER);
  }

  /// The loop begins to run what it was handed, on this thread. False when it is too late for that.
  boolean loopBegins() {
    lock.lock();
    try {
      return state != State.OVER && steppers.add(Thread.currentThread());
    } finally {
      lock.unlock();
    }
  }

  void loopEnds() {
    lock.lock();
    try {
      steppers.remove(Thread.currentThread());
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until the loop runs no step any more; not on a thread that runs one. Call after [#end].
  ///
  /// @param here the caller's platform thread
  void awaitLoop(@Nullable Thread here) {
    lock.lock();
    try {
      while (!steppers.isEmpty() && !steppers.contains(here)) {
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  private void leaveTo(State next) {
    lock.lock();
    try {
      if (state != State.OVER) {
        become(next);
      }
      if (inBackend) {
        backend.wakeup();
      }
      while (inBackend) {
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  private void become(State next) {
    state = next;
    changed.signalAll();
  }

  private void run() {
    while (comes()) {
      boolean failed = look();
      if (leaves(failed)) {
        askForAStep();
      }
    }
  }

  /// Waits until there is something to look for, and has the backend then. False when it is over.
  private boolean comes() {
    lock.lock();
    try {
      while (state == State.BUSY || state == State.ASKING) {
        changed.awaitUninterruptibly();
      }
      inBackend = state == State.WATCHING;
      return inBackend;
    } finally {
      lock.unlock();
    }
  }

  /// What fails here fails in the step, too, which tells it.
  private boolean look() {
    Thread.interrupted(); // the foreign loop's doing: with the flag set nothing would wait
    try {
      long nanos = timeout == Long.MAX_VALUE ? timeout : due - System.nanoTime();
      if (nanos > 0) {
        backend.awaitInput(nanos);
      }
      return false;
    } catch (IOException | RuntimeException e) {
      return true;
    }
  }

  /// Gives the backend back. True when a step is to be asked for: whatever ended the wait, for
  /// after a wake-up there may not be another.
  private boolean leaves(boolean failed) {
    lock.lock();
    try {
      if (failed) {
        pause(State.WATCHING, NANOS_AFTER_FAILURE);
      }
      boolean found = state == State.WATCHING;
      if (found) {
        state = State.ASKING;
        carrier.awaken();
      } else {
        forgetWakeup();
      }
      inBackend = false;
      changed.signalAll();
      return found;
    } finally {
      lock.unlock();
    }
  }

  /// Unless the state changes meanwhile. Uninterruptibly, as all waits here.
  private void pause(State during, long nanos) {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0 && state == during; left = end - System.nanoTime()) {
      try {
        long _ = changed.awaitNanos(left);
      } catch (InterruptedException _) {
        // the foreign loop's doing, as in look
      }
    }
  }

  /// It was for this thread: the step that begins may want to wait.
  private void forgetWakeup() {
    try {
      backend.awaitInput(0);
    } catch (IOException | RuntimeException e) {
      Failures.log("a backend failed while its reactor's step began", e);
    }
  }

  /// Until one is taken, or begins without being asked for: nobody else would ask.
  private void askForAStep() {
    long pause = NANOS_AFTER_REFUSAL;
    Throwable refusal = refusal();
    if (refusal != null) {
      carrier.failures().report(ASKING, refusal);
    }
    while (refusal != null && isStillAskingAfter(pause)) {
      boolean longest = pause == NANOS_AFTER_FAILURE;
      pause = Math.min(2 * pause, NANOS_AFTER_FAILURE);
      if (!longest && pause == NANOS_AFTER_FAILURE) {
        Failures.log(ASKING + " is refused time and again", refusal); // its owner needs a step
      }
      refusal = refusal();
    }
  }

  private @Nullable Throwable refusal() {
    try {
      ask.run();
      return null;
    } catch (Throwable e) {
      return e;
    }
  }

  private boolean isStillAskingAfter(long nanos) {
    lock.lock();
    try {
      pause(State.ASKING, nanos);
      return state == State.ASKING;
    } finally {
      lock.unlock();
    }
  }
}

package io.weightless.engine.internal;

import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/// A carrier outside of reactors, for one line of stacks and what these start. It runs on a thread
/// kept for that: while a driver waits for a step, and when something else of it becomes ready.
final class Solo {
  /// Turns in a row without a driver: a guest that always has something to do holds up no step.
  private static final int TURNS = 256;

  final Carrier carrier = new Carrier(this, this::wake, System::nanoTime);

  /// Held by the thread that runs it.
  private final ReentrantLock turn = new ReentrantLock();

  /// Nothing of it is left.
  private volatile boolean over;

  /// Runs `begin` and what follows, until control is back at `driver`.
  void step(Driver driver, Runnable begin) {
    enter();
    try {
      begin.run();
      while (driver.waits) {
        carrier.drain(1);
        while (driver.waits && carrier.fallAsleep()) {
          LockSupport.park(this);
        }
        carrier.awaken();
      }
    } finally {
      leave();
    }
  }

  private void enter() {
    turn.lock();
    carrier.enter();
    carrier.awaken();
  }

  private void leave() {
    over = carrier.strands().count() == 0 && carrier.guests.isEmpty();
    if (!over) {
      carrier.fallAsleep();
    }
    carrier.exit();
    if (over) {
      carrier.close();
    }
    turn.unlock();
    if (!over && carrier.hasReady()) { // or it came while nobody could be woken any more
      Platform.begin(this::goOn);
    }
  }

  /// What became ready between two steps.
  void goOn() {
    if (over || turn.isLocked()) {
      return; // whoever has it runs that, too
    }
    enter();
    try {
      carrier.drain(TURNS);
    } finally {
      leave();
    }
  }

  private void wake() {
    Thread running = carrier.entrance.inside();
    if (running == null) {
      Platform.begin(this::goOn);
    } else {
      LockSupport.unpark(running);
    }
  }
}

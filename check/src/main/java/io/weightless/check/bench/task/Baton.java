package io.weightless.check.bench.task;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Two threads that wake each other and park, in turn.
///
/// The two may have different carriers: what one writes before it unparks, the other reads when it
/// goes on, so `turn` needs an order, but no fence, which would be charged to the switch.
final class Baton {
  private final Thread[] threads = new Thread[2];
  private final int turns;
  private final AtomicInteger turn = new AtomicInteger();

  Baton(int turns) {
    this.turns = turns;
  }

  /// Sets the two before either runs.
  void handTo(Thread first, Thread second) {
    threads[0] = first;
    threads[1] = second;
  }

  /// What thread `self`, 0 or 1, runs.
  void play(int self) {
    Thread other = threads[1 - self];
    for (int i = self; i < turns; i += 2) {
      while (turn.getAcquire() != i) {
        LockSupport.park();
      }
      turn.setRelease(i + 1);
      LockSupport.unpark(other);
    }
  }
}

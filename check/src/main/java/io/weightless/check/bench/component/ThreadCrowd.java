package io.weightless.check.bench.component;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Virtual threads of the JDK, that are parked: the floor, without anything that wires them.
final class ThreadCrowd implements Crowd {
  @Override
  public void hold(int count, Runnable whenAllWait) throws InterruptedException {
    List<Thread> threads = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      threads.add(Thread.ofVirtual().start(LockSupport::park));
    }
    for (Thread thread : threads) {
      while (thread.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
    }
    whenAllWait.run();
    threads.forEach(LockSupport::unpark);
    for (Thread thread : threads) {
      thread.join();
    }
  }
}

package io.weightless.check.bench.task;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Virtual threads as everybody has them, on the JDK's own scheduler.
final class DefaultThreads implements Contender {

  @Override
  @SuppressWarnings("ThreadPriorityCheck") // yielding is what is measured
  public void giveWay(int turns) throws InterruptedException {
    Thread.ofVirtual()
        .start(() -> {
          for (int i = 0; i < turns; i++) {
            Thread.yield();
          }
        })
        .join();
  }

  @Override
  public void takeTurns(int turns) throws InterruptedException {
    var baton = new Baton(turns);
    Thread first = Thread.ofVirtual().unstarted(() -> baton.play(0));
    Thread second = Thread.ofVirtual().unstarted(() -> baton.play(1));
    baton.handTo(first, second);
    first.start();
    second.start();
    first.join();
    second.join();
  }

  @Override
  public void park(int count, Runnable whenParked) throws InterruptedException {
    List<Thread> tasks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      tasks.add(Thread.ofVirtual().start(LockSupport::park));
    }
    tasks.forEach(DefaultThreads::awaitParked);
    whenParked.run();
    tasks.forEach(LockSupport::unpark);
    for (Thread task : tasks) {
      task.join();
    }
  }

  private static void awaitParked(Thread task) {
    while (task.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }
}

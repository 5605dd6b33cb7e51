package io.weightless.check.bench.task;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;

/// Threads as everybody has them: virtual ones on the JDK's own scheduler, or those of the
/// platform.
final class DefaultThreads implements Contender {
  private final ThreadFactory factory;

  private DefaultThreads(ThreadFactory factory) {
    this.factory = factory;
  }

  static Contender virtual() {
    return new DefaultThreads(Thread.ofVirtual().factory());
  }

  static Contender platform() {
    return new DefaultThreads(Thread.ofPlatform().factory());
  }

  @Override
  @SuppressWarnings("ThreadPriorityCheck") // yielding is what is measured
  public void giveWay(int turns) throws InterruptedException {
    start(
            () -> {
              for (int i = 0; i < turns; i++) {
                Thread.yield();
              }
            })
        .join();
  }

  @Override
  public void takeTurns(int turns) throws InterruptedException {
    var baton = new Baton(turns);
    Thread first = factory.newThread(() -> baton.play(0));
    Thread second = factory.newThread(() -> baton.play(1));
    baton.handTo(first, second);
    first.start();
    second.start();
    first.join();
    second.join();
  }

  @Override
  public long startAndAwait(int tasks) throws InterruptedException {
    var asker = new Asker(tasks);
    start(asker).join();
    return asker.sum;
  }

  @Override
  public long cancelTree(int tasks) throws InterruptedException {
    var tree = new ThreadTree(tasks, factory);
    Thread root = tree.start();
    tree.awaitParked();
    long start = System.nanoTime();
    root.interrupt();
    root.join();
    return System.nanoTime() - start;
  }

  @Override
  public void park(int count, Runnable whenParked) throws InterruptedException {
    List<Thread> tasks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      tasks.add(start(LockSupport::park));
    }
    tasks.forEach(DefaultThreads::awaitParked);
    whenParked.run();
    tasks.forEach(LockSupport::unpark);
    for (Thread task : tasks) {
      task.join();
    }
  }

  private Thread start(Runnable body) {
    Thread thread = factory.newThread(body);
    thread.start();
    return thread;
  }

  private static void awaitParked(Thread task) {
    while (task.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }

  /// Starts threads and joins each, which has left its result here.
  private final class Asker implements Runnable {
    private final int tasks;
    private int answer;
    private long sum;

    Asker(int tasks) {
      this.tasks = tasks;
    }

    @Override
    public void run() {
      try {
        for (int i = 0; i < tasks; i++) {
          int result = i;
          start(() -> answer = result).join();
          sum += answer;
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}

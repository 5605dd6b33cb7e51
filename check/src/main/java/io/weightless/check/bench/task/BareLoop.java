package io.weightless.check.bench.task;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// [BareThreads], which wake each other by parking and unparking.
final class BareLoop implements Contender {
  private final BareThreads threads = new BareThreads();

  @Override
  @SuppressWarnings("ThreadPriorityCheck") // yielding is what is measured
  public void giveWay(int turns) {
    threads
        .thread(() -> {
          for (int i = 0; i < turns; i++) {
            Thread.yield();
          }
        })
        .start();
    threads.loop();
  }

  @Override
  public void takeTurns(int turns) {
    var baton = new Baton(turns);
    Thread first = threads.thread(() -> baton.play(0));
    Thread second = threads.thread(() -> baton.play(1));
    baton.handTo(first, second);
    first.start();
    second.start();
    threads.loop();
  }

  @Override
  public long startAndAwait(int tasks) {
    var asker = new Asker(tasks);
    Thread thread = threads.thread(asker);
    asker.thread = thread;
    thread.start();
    threads.loop();
    return asker.sum;
  }

  @Override
  public long cancelTree(int tasks) {
    Thread root = new ThreadTree(tasks, threads::thread).start();
    threads.loop();
    long start = System.nanoTime();
    root.interrupt();
    threads.loop();
    return System.nanoTime() - start;
  }

  @Override
  public void park(int count, Runnable whenParked) {
    List<Thread> tasks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Thread task = threads.thread(LockSupport::park);
      tasks.add(task);
      task.start();
      threads.loop();
    }
    whenParked.run();
    tasks.forEach(LockSupport::unpark);
    threads.loop();
  }

  /// Starts threads and parks until each has left its result here.
  private final class Asker implements Runnable {
    private final int tasks;
    private @Nullable Thread thread;
    private @Nullable Integer answer;
    private long sum;

    Asker(int tasks) {
      this.tasks = tasks;
    }

    @Override
    public void run() {
      for (int i = 0; i < tasks; i++) {
        int result = i;
        threads.thread(() -> answer(result)).start();
        sum += awaitAnswer();
      }
    }

    private void answer(Integer result) {
      answer = result;
      LockSupport.unpark(thread);
    }

    private int awaitAnswer() {
      while (answer == null) {
        LockSupport.park();
      }
      int given = answer;
      answer = null;
      return given;
    }
  }
}

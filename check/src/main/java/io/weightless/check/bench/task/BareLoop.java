package io.weightless.check.bench.task;

import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Bare virtual threads on a bare loop: an array deque on the main thread, and nothing else.
///
/// No wake-up from outside, no timers, no I/O: the least that an engine of virtual threads costs.
final class BareLoop implements Contender {
  private static final Method NEW_VIRTUAL_THREAD = newVirtualThread();

  private final ArrayDeque<Runnable> ready = new ArrayDeque<>();

  @Override
  @SuppressWarnings("ThreadPriorityCheck") // yielding is what is measured
  public void giveWay(int turns) {
    thread(
            () -> {
              for (int i = 0; i < turns; i++) {
                Thread.yield();
              }
            })
        .start();
    loop();
  }

  @Override
  public void takeTurns(int turns) {
    var baton = new Baton(turns);
    Thread first = thread(() -> baton.play(0));
    Thread second = thread(() -> baton.play(1));
    baton.handTo(first, second);
    first.start();
    second.start();
    loop();
  }

  @Override
  public long startAndAwait(int tasks) {
    var asker = new Asker(tasks);
    Thread thread = thread(asker);
    asker.thread = thread;
    thread.start();
    loop();
    return asker.sum;
  }

  @Override
  public long cancelTree(int tasks) {
    Thread root = new ThreadTree(tasks, this::thread).start();
    loop();
    long start = System.nanoTime();
    root.interrupt();
    loop();
    return System.nanoTime() - start;
  }

  @Override
  public void park(int count, Runnable whenParked) {
    List<Thread> tasks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Thread task = thread(LockSupport::park);
      tasks.add(task);
      task.start();
      loop();
    }
    whenParked.run();
    tasks.forEach(LockSupport::unpark);
    loop();
  }

  private void loop() {
    for (Runnable next = ready.poll(); next != null; next = ready.poll()) {
      next.run();
    }
  }

  private Thread thread(Runnable body) {
    try {
      return (Thread) NEW_VIRTUAL_THREAD.invoke(null, (Executor) ready::add, "", 0, body);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Method newVirtualThread() {
    try {
      Method method =
          Class.forName("java.lang.ThreadBuilders")
              .getDeclaredMethod(
                  "newVirtualThread", Executor.class, String.class, int.class, Runnable.class);
      method.setAccessible(true);
      return method;
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
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
        thread(() -> answer(result)).start();
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

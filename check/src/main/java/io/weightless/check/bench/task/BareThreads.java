package io.weightless.check.bench.task;

import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;

/// Bare virtual threads on a bare loop: an array deque on the main thread, and nothing else.
///
/// No wake-up from outside, no timers, no I/O: the least that an engine of virtual threads costs.
public final class BareThreads {
  private static final Method NEW_VIRTUAL_THREAD = newVirtualThread();

  private final ArrayDeque<Runnable> ready = new ArrayDeque<>();

  /// One that is not started yet.
  public Thread thread(Runnable body) {
    try {
      return (Thread) NEW_VIRTUAL_THREAD.invoke(null, (Executor) ready::add, "", 0, body);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Runs them until each has ended or is parked.
  public void loop() {
    for (Runnable next = ready.poll(); next != null; next = ready.poll()) {
      next.run();
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
}

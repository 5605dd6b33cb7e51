package io.weightless.engine.internal;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Who is to be told when a carrier is closed, because he waits for what only its strands would do.
///
/// - **Order**: first come, first told.
/// - **Failing**: what one throws is logged, and the others are told.
/// - **Runs on**: any thread.
/// - **Cost**: linear in the number of those who came before and are still there, to leave.
public final class Farewells {
  private final Queue<Runnable> listeners = new ConcurrentLinkedQueue<>();
  private volatile boolean told;

  Farewells() {}

  /// Has `listener` told, perhaps now, perhaps twice: it must not wait.
  public void add(Runnable listener) {
    listeners.add(listener);
    if (told) {
      listener.run();
    }
  }

  public void remove(Runnable listener) {
    listeners.remove(listener);
  }

  /// Whether the carrier is closed.
  public boolean areTold() {
    return told;
  }

  void tell() {
    told = true;
    listeners.forEach(Farewells::tell);
    listeners.clear();
  }

  private static void tell(Runnable listener) {
    try {
      listener.run();
    } catch (Throwable e) {
      Failures.log("failed when it was told that its reactor is closed", e);
    }
  }
}

package io.weightless.engine.internal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Who is to be told when a carrier is closed, because he waits for what only its strands would do.
///
/// - **Runs on**: any thread.
public final class Farewells {
  private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();
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
    listeners.forEach(Runnable::run);
    listeners.clear();
  }
}

package io.weightless.engine.internal;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Lets one platform thread at a time into a carrier, and when it is barred none any more: but the
/// janitor, who comes after all.
public final class Entrance {
  private final AtomicReference<@Nullable Thread> inside = new AtomicReference<>();
  private volatile boolean barred;

  /// False when somebody is inside, or it is barred. Then nothing was touched.
  boolean enter() {
    if (barred || !inside.compareAndSet(null, Thread.currentThread())) {
      return false;
    }
    if (barred) { // by one who was inside until now
      leave();
      return false;
    }
    return true;
  }

  /// Also when it is barred: who comes too late is gone in a moment.
  void enterAfterAll() {
    while (!inside.compareAndSet(null, Thread.currentThread())) {
      Thread.onSpinWait();
    }
  }

  void leave() {
    inside.set(null);
  }

  /// From now on nobody enters any more. For who is inside, and closes the carrier.
  public void bar() {
    barred = true;
  }

  public boolean isBarred() {
    return barred;
  }

  /// Who is inside. From any thread.
  public @Nullable Thread inside() {
    return inside.get();
  }

  /// Whether somebody is, and runs the carrier or holds it.
  public boolean isEntered() {
    return inside.get() != null;
  }

  /// Why [#enter] said no.
  IllegalStateException refusal() {
    Thread other = inside.get();
    return new IllegalStateException(
        barred
            ? "this reactor is closed"
            : "this reactor is already being run" + (other == null ? "" : ", by " + other));
  }
}

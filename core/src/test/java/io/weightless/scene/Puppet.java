package io.weightless.scene;

import io.weightless.engine.internal.Suspension;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import org.jspecify.annotations.Nullable;

/// A task that does what it is told, one thing at a time, so that a test decides who runs when.
public final class Puppet {
  public final String name;
  public final Task<?> task;
  private final Runnable atEnd;
  private Suspension<@Nullable Runnable> orders;

  /// @param atEnd what it does last, cancelled or not
  public Puppet(Scope scope, String name, Runnable atEnd) {
    this.name = name;
    this.atEnd = atEnd;
    task = scope.start(name, this::obey);
    Task.yield(); // now it waits for orders
  }

  private void obey() {
    try {
      Runnable order = next();
      while (order != null) {
        order.run();
        order = next();
      }
    } finally {
      atEnd.run();
    }
  }

  private @Nullable Runnable next() {
    orders = new Suspension<>("an answer");
    return orders.await(() -> true);
  }

  /// Whether it waits for orders, and not for anything else.
  public boolean isIdle() {
    return task.state() == Task.State.RUNNING && !orders.isSettled();
  }

  /// Makes it begin `order`; when this returns it has done it, or waits, and nobody whom it woke
  /// has run.
  public void tell(Runnable order) {
    orders.resume(order);
    Task.yield();
  }

  /// Its cancellation is on its way; it has not run yet.
  public void cancel() {
    task.cancel("told to");
  }

  public void end() {
    if (isIdle()) {
      orders.resume(null);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}

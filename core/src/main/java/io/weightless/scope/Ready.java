package io.weightless.scope;

import io.weightless.engine.internal.Suspension;
import io.weightless.reactor.Cancelled;
import org.jspecify.annotations.Nullable;

/// How a task says that it is ready to those who wait for that: see [Scope#startUntilReady].
public final class Ready<T extends @Nullable Object> {
  /// What has to be made ready before it is of use. It goes on when it is.
  @FunctionalInterface
  public interface Startup<T extends @Nullable Object> {
    void run(Ready<T> ready) throws Exception;
  }

  private final String name;
  private final Suspension<T> wait;
  private boolean said;

  /// Whether nobody waits any more.
  private boolean left;

  private Ready(String name) {
    this.name = name;
    wait = new Suspension<>(this);
  }

  static <T extends @Nullable Object> T start(Scope scope, String name, Startup<T> startup) {
    Suspension.checkpoint();
    Ready<T> ready = new Ready<>(name);
    return ready.await(scope.start(name, () -> ready.run(startup)));
  }

  /// It is ready, and here is what others need to know of it.
  ///
  /// - **Waits**: never.
  ///
  /// @throws IllegalStateException when it was said before
  public void with(T value) {
    wait.strand().carrier().checkOwner();
    if (said) {
      throw new IllegalStateException("task '" + name + "' said before that it is ready");
    }
    said = true;
    wait.resume(value);
  }

  private T await(Task<?> task) {
    try {
      return wait.await(() -> {
        left = true;
        task.cancel("whoever started it was cancelled before it was ready");
        return true;
      });
    } finally {
      if (left) {
        task.awaitEnd();
      }
    }
  }

  private void run(Startup<T> startup) throws Exception {
    try {
      startup.run(this);
      if (!said) {
        wait.fail(new IllegalStateException("task '" + name + "' ended before it was ready"));
      }
    } catch (Cancelled cancelled) {
      wait.fail(Task.cancellation(name, cancelled));
      throw cancelled;
    } catch (Throwable e) {
      if (left || said) {
        throw e; // it is its scope's
      }
      wait.fail(Task.unchecked(name, e));
    }
  }

  @Override
  public String toString() {
    return "task '" + name + "' to be ready";
  }
}

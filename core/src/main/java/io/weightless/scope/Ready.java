package io.weightless.scope;

import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Suspension;
import io.weightless.reactor.Cancelled;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How a task says that it is ready to those who wait for that: see [Scope#startUntilReady].
public final class Ready<T extends @Nullable Object> {
  /// What has to be made ready before it is of use. It goes on when it is.
  @FunctionalInterface
  public interface Startup<T extends @Nullable Object> {
    void run(Ready<T> ready) throws Exception;
  }

  private final String name;
  private final Carrier carrier = Carrier.current();

  /// The starter's, until it is over: the task may go on for ever, and would keep the starter.
  private @Nullable Suspension<T> wait = new Suspension<>(this);

  private boolean said;

  /// Whether nobody waits any more.
  private boolean left;

  private Ready(String name) {
    this.name = name;
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
    carrier.checkOwner();
    if (said) {
      throw new IllegalStateException("task '" + name + "' said before that it is ready");
    }
    said = true;
    if (wait != null) {
      wait.resume(value);
      wait = null;
    }
  }

  private void fail(Throwable failure) {
    if (wait != null) {
      wait.fail(failure);
      wait = null;
    }
  }

  private T await(Task<?> task) {
    try {
      return Objects.requireNonNull(wait)
          .await(() -> {
            left = true;
            wait = null;
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
        fail(new IllegalStateException("task '" + name + "' ended before it was ready"));
      }
    } catch (Throwable e) {
      Cancelled cancelled = Lifetime.ofCaller().unwinding(e);
      if (cancelled != null) {
        fail(Task.cancellation(name, cancelled));
      }
      if (cancelled != null || left || said) {
        throw e; // it is its scope's
      }
      fail(Task.thrownFor(name, e));
    }
  }

  @Override
  public String toString() {
    return "task '" + name + "' to be ready";
  }
}

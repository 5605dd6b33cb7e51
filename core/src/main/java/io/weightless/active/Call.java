package io.weightless.active;

import io.weightless.engine.internal.Interruption;
import io.weightless.engine.internal.Strand;
import io.weightless.reactor.Cancelled;
import io.weightless.scope.Task;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One call: a task for its work, a future for who made it.
final class Call<T extends @Nullable Object> extends CompletableFuture<T> {
  private final Active active;
  private final String name;
  private final Callable<T> body;

  /// From when it has begun; on the reactor only.
  private @Nullable Task<?> task;

  Call(Active active, String name, Callable<T> body) {
    this.active = active;
    this.name = name;
    this.body = body;
  }

  /// On the reactor.
  void begin() {
    if (isDone()) {
      active.leave(); // it was cancelled
      return;
    }
    try {
      task = active.scope().start(name, this::perform);
    } catch (IllegalStateException e) {
      completeExceptionally(e);
      active.leave();
    }
  }

  private void perform() {
    try {
      if (!isDone()) { // it may have been cancelled since it began
        complete(body.call());
      }
    } catch (Throwable e) {
      ended(e);
    } finally {
      active.leave();
    }
  }

  /// A cancelled task goes on unwinding; all else is the caller's.
  private void ended(Throwable thrown) {
    boolean unwinding = thrown instanceof Cancelled || Interruption.isSaidBy(thrown);
    if (unwinding && Strand.current().pending() instanceof Cancelled pending) {
      cancelled(pending);
      throw pending;
    }
    if (thrown instanceof Cancelled elsewhere) {
      cancelled(elsewhere);
    } else {
      fail(thrown);
    }
  }

  private void cancelled(Cancelled why) {
    completeExceptionally(
        new CancellationException("the call '" + name + "' was cancelled: " + why.getMessage()));
  }

  private void fail(Throwable failure) {
    if (!completeExceptionally(failure)) {
      active.carrier().failures().report("the call '" + name + "', which was cancelled,", failure);
    }
  }

  /// Cancels the task, too.
  @Override
  public boolean cancel(boolean mayInterrupt) {
    boolean first = super.cancel(mayInterrupt);
    if (first && !active.carrier().farewells.areTold()) {
      active.carrier().post(this, this::cancelTask);
    }
    return isCancelled();
  }

  private void cancelTask() {
    if (task != null) {
      task.cancel("its call was cancelled");
    }
  }

  @Override
  public String toString() {
    return "the call '" + name + "'";
  }
}

package io.weightless.active;

import io.weightless.reactor.Cancelled;
import io.weightless.scope.Task;
import java.nio.channels.ClosedByInterruptException;
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
      complete(body.call());
    } catch (Cancelled e) {
      completeExceptionally(
          new CancellationException("the call '" + name + "' was cancelled: " + e.getMessage()));
      throw e;
    } catch (Throwable e) {
      fail(e);
    } finally {
      active.leave();
    }
  }

  private void fail(Throwable failure) {
    boolean interrupted =
        failure instanceof InterruptedException || failure instanceof ClosedByInterruptException;
    if (!completeExceptionally(failure) && !interrupted) {
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

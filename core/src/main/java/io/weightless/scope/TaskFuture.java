package io.weightless.scope;

import io.weightless.engine.internal.Carrier;
import io.weightless.reactor.ReactorExecutor;
import io.weightless.reactor.ReactorFuture;
import org.jspecify.annotations.Nullable;

/// Ties a task and a future to each other: see [Task#toFuture].
final class TaskFuture {
  private static final String CANCELLED = "its future was cancelled";

  private TaskFuture() {}

  static <T extends @Nullable Object> ReactorFuture<T> of(Task<T> task, ReactorExecutor executor) {
    Carrier carrier = task.strand().carrier();
    ReactorFuture<T> future = executor.future();
    task.whenSeen(() -> complete(future, task));
    var _ =
        future.whenComplete((_, _) -> {
          if (future.isCancelled()) {
            carrier.run(task, () -> task.cancel(CANCELLED));
          }
        });
    return future;
  }

  private static <T extends @Nullable Object> void complete(ReactorFuture<T> future, Task<T> task) {
    Throwable failure = task.failure();
    if (task.state() == Task.State.CANCELLED) {
      future.cancel(false);
    } else if (failure == null) {
      future.complete(task.result());
    } else {
      future.completeExceptionally(failure);
    }
  }
}

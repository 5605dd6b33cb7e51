package io.weightless.reactor;

import io.weightless.engine.internal.Strand;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Several callables at once, for one caller who waits. However he goes on, none of them does.
final class Invocation<T extends @Nullable Object> {
  private final ReactorExecutor executor;

  /// For how long he waits, in nanoseconds; without end for null.
  private final @Nullable Long patience;

  private final List<ReactorFuture<T>> futures = new ArrayList<>();

  /// The caller's time.
  private final LongSupplier clock;

  private final long start;

  Invocation(ReactorExecutor executor, @Nullable Long patience) {
    ReactorFuture.isInTask(); // who can't wait is refused before anything is submitted
    this.executor = executor;
    this.patience = patience;
    clock = Strand.currentOrNull() == null ? System::nanoTime : Reactor.current().clock()::nanos;
    start = clock.getAsLong();
  }

  List<Future<T>> all(Collection<? extends Callable<T>> tasks) throws InterruptedException {
    try {
      tasks.forEach(task -> futures.add(executor.submit(Objects.requireNonNull(task))));
      for (ReactorFuture<T> future : futures) {
        awaitEnd(future);
      }
    } catch (TimeoutException _) {
      // those that have not ended are cancelled
    } finally {
      cancelAll();
    }
    return new ArrayList<>(futures);
  }

  private void awaitEnd(ReactorFuture<T> future) throws InterruptedException, TimeoutException {
    try {
      get(future);
    } catch (CancellationException | ExecutionException _) {
      // whoever has the future sees it
    }
  }

  T any(Collection<? extends Callable<T>> tasks)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (tasks.isEmpty()) {
      throw new IllegalArgumentException("there is no task to invoke");
    }
    List<Callable<T>> all = new ArrayList<>(tasks);
    all.forEach(Objects::requireNonNull);
    ReactorFuture<T> winner = executor.future();
    AtomicInteger left = new AtomicInteger(all.size());
    try {
      for (Callable<T> task : all) {
        ReactorFuture<T> future = executor.submit(task);
        futures.add(future);
        var _ =
            future.whenComplete((value, failure) -> {
              if (failure == null) {
                winner.complete(value);
              } else if (left.decrementAndGet() == 0) {
                winner.completeExceptionally(asFailure(failure));
              }
            });
      }
      return get(winner);
    } finally {
      cancelAll();
    }
  }

  /// That a task was cancelled is a failure for who waits for any: he was not.
  private static Throwable asFailure(Throwable failure) {
    return failure instanceof CancellationException ? new CompletionException(failure) : failure;
  }

  private <R extends @Nullable Object> R get(ReactorFuture<R> future)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (patience == null || future.isDone()) {
      return future.get();
    }
    return future.get(patience - (clock.getAsLong() - start), TimeUnit.NANOSECONDS);
  }

  private void cancelAll() {
    futures.forEach(future -> future.cancel(true));
  }
}

package io.weightless.shard;

import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Rethrow;
import io.weightless.engine.internal.Suspension;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How some shards begin and end together. From any thread.
final class Ending implements Suspension.Foreign {
  private final AtomicInteger absent;
  private final AtomicInteger living;
  private final CompletableFuture<@Nullable Void> allThere = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
  private final AtomicReference<@Nullable String> cancelled = new AtomicReference<>();
  private final AtomicReference<@Nullable Duration> drained = new AtomicReference<>();

  /// At most two of each shard, in the order in which they came.
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

  /// Whether one of them was ended before it had done all.
  private volatile boolean cut;

  Ending(int count) {
    absent = new AtomicInteger(count);
    living = new AtomicInteger(count);
  }

  /// Refuses a callback, which can't wait.
  void checkMayWait(@Nullable Suspension<?> wait) {
    boolean onLoop = Carrier.currentOrNull() != null && !Thread.currentThread().isVirtual();
    if (wait == null && onLoop) {
      throw new IllegalStateException("a callback can't run shards, for it can't wait");
    }
  }

  /// @param go what to do when all are there
  void arrived(Runnable go) {
    var _ = allThere.thenRun(go);
    if (absent.decrementAndGet() == 0) {
      allThere.complete(null);
    }
  }

  void ended() {
    if (living.decrementAndGet() == 0) {
      over.complete(null);
    }
  }

  /// @return whether it is the first time
  boolean cancel(String reason) {
    return cancelled.compareAndSet(null, reason);
  }

  @Nullable String cancelled() {
    return cancelled.get();
  }

  /// @return whether it is the first time
  boolean drain(Duration allowed) {
    return drained.compareAndSet(null, allowed);
  }

  @Nullable Duration drained() {
    return drained.get();
  }

  void failed(Throwable failure) {
    failures.add(failure);
  }

  void cut() {
    cut = true;
  }

  /// Waits until all have ended.
  ///
  /// @param wait the calling task's; null for another thread
  /// @param cancel for when whoever waits is cancelled
  void await(@Nullable Suspension<@Nullable Void> wait, Consumer<String> cancel) {
    if (wait == null) {
      awaitOnThread(cancel);
      return;
    }
    Carrier carrier = Carrier.current();
    var _ = over.thenRun(() -> Shards.post(carrier, () -> wait.resume(null)));
    wait.await(() -> {
      cancel.accept("the task that runs them was cancelled");
      return false;
    });
  }

  private void awaitOnThread(Consumer<String> cancel) {
    boolean interrupted = false;
    while (!over.isDone()) {
      try {
        over.get();
      } catch (InterruptedException _) {
        interrupted = true;
        cancel.accept("the thread that runs them was interrupted");
      } catch (ExecutionException e) {
        throw new AssertionError("an end does not fail", e);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @SuppressWarnings("ReferenceEquality") // failures that are equal are two failures
  <X extends Exception> void rethrowFailure() throws X {
    Throwable first = failures.poll();
    if (first != null) {
      failures.stream().filter(later -> later != first).forEach(first::addSuppressed);
      Rethrow.<X>as(first);
    }
  }

  void rethrowCancellation() {
    if (cut) {
      throw new CancellationException(cancelled.get());
    }
  }

  @Override
  public String toString() {
    return living.get() + " live" + (cancelled.get() == null ? "" : ", cancelled: " + cancelled);
  }
}

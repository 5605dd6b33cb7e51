package io.weightless.http.admin;

import io.weightless.reactor.Reactor;
import io.weightless.reactor.Work;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// A reactor that runs on a thread of its own, with whatever a test starts there.
final class Loop implements AutoCloseable {
  private final Reactor reactor = Reactor.open();
  private final CompletableFuture<Scope> scope = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Void> told = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();

  Loop() {
    Thread.ofPlatform().start(this::live);
  }

  Reactor reactor() {
    return reactor;
  }

  private void live() {
    try {
      reactor.run(() ->
          Scope.join(own -> {
            scope.complete(own);
            Task.await(told);
            own.cancel("told to end");
          }));
    } catch (CancellationException ended) {
      // as it was told
    } finally {
      ended.complete(null);
    }
  }

  /// Starts a task there; it has begun when this returns.
  void start(String name, Work<?> work) throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    Scope own = scope.join();
    reactor.post(() ->
        own.start(
            name,
            () -> {
              begun.countDown();
              work.run();
            }));
    begun.await();
  }

  /// Has a task hold the loop until what this gives is told.
  CountDownLatch hang(String name) throws InterruptedException {
    CountDownLatch enough = new CountDownLatch(1);
    start(name, () -> spin(enough));
    return enough;
  }

  private static void spin(CountDownLatch enough) {
    while (enough.getCount() > 0) {
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    told.complete(null);
    ended.join();
    reactor.close();
  }
}

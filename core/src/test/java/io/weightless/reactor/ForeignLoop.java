package io.weightless.reactor;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A loop that knows nothing of reactors; a test turns it.
final class ForeignLoop implements Executor {
  private static final long LIMIT_SECONDS = 20;

  private final BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
  private final AtomicInteger taken = new AtomicInteger();

  @Override
  public void execute(Runnable event) {
    taken.incrementAndGet();
    events.add(event);
  }

  /// How many events there have been.
  int count() {
    return taken.get();
  }

  /// The next event, which the test runs or does not.
  Runnable take() {
    try {
      Runnable event = events.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
      if (event == null) {
        throw new AssertionError("no event came");
      }
      return event;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  void turn() {
    take().run();
  }

  /// Turns until `done` is.
  void turnUntil(CompletableFuture<@Nullable Void> done) {
    while (!done.isDone()) {
      turn();
    }
  }

  /// Whether no event waits.
  boolean isIdle() {
    return events.isEmpty();
  }
}

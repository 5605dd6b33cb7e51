package io.weightless.reactor;

import java.util.concurrent.atomic.AtomicInteger;

/// Counts what was handed to one reactor and did not run yet, against its limit. From any thread.
final class Posts {
  private final int limit;
  private final AtomicInteger count = new AtomicInteger();

  Posts(int limit) {
    this.limit = limit;
  }

  /// @throws IllegalStateException over the limit
  void add() {
    if (count.incrementAndGet() > limit) {
      count.decrementAndGet();
      throw new IllegalStateException(
          "this reactor has " + limit + " posts that did not run yet, its limit");
    }
  }

  /// One of them runs.
  void remove() {
    count.decrementAndGet();
  }
}

package io.weightless.engine.internal;

import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// What other threads made ready on a carrier, and how they wake its loop: the only part of it that
/// is thread-safe.
///
/// It holds each strand at most once, and never refuses: a refusal would be thrown into whoever
/// unparked, and lose the strand.
final class Arrivals {
  private final ConcurrentLinkedQueue<Ready> queue = new ConcurrentLinkedQueue<>();
  private final Runnable waker;

  /// Set while the loop may be waiting: then whoever adds something wakes it.
  private volatile boolean asleep;

  Arrivals(Runnable waker) {
    this.waker = waker;
  }

  void add(Ready entry) {
    queue.add(entry);
    if (asleep) {
      asleep = false;
      waker.run();
    }
  }

  @Nullable Ready poll() {
    return queue.poll();
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  /// From now on an arrival wakes the loop; what came before has to be looked for afterwards.
  void fallAsleep() {
    asleep = true;
  }

  void awaken() {
    asleep = false;
  }

  boolean isAsleep() {
    return asleep;
  }
}

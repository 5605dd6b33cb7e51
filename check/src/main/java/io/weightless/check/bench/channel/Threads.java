package io.weightless.check.bench.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Threads that run bodies side by side to their ends.
///
/// @param factory gives threads that are not started
record Threads(ThreadFactory factory) {

  static Threads virtual() {
    return new Threads(Thread.ofVirtual().factory());
  }

  static Threads platform() {
    return new Threads(Thread.ofPlatform().factory());
  }

  /// A failure of one interrupts the others, which would wait for ever.
  void run(List<Conduit.Body> bodies) throws InterruptedException {
    var failure = new AtomicReference<@Nullable Exception>();
    List<Thread> threads = new ArrayList<>();
    for (Conduit.Body body : bodies) {
      threads.add(factory.newThread(() -> run(body, failure, threads)));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    Exception first = failure.get();
    if (first != null) {
      throw new IllegalStateException(first);
    }
  }

  private static void run(
      Conduit.Body body, AtomicReference<@Nullable Exception> failure, List<Thread> all) {
    try {
      body.run();
    } catch (InterruptedException | RuntimeException e) {
      failure.compareAndSet(null, e);
      all.forEach(Thread::interrupt);
    }
  }
}

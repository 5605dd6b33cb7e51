package io.weightless.offload;

import io.weightless.engine.internal.Suspension;
import io.weightless.reactor.Reactor;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// A job that says to a reactor that it runs, and ends when it may.
final class Gate {
  private final Reactor reactor;
  private final CountDownLatch open = new CountDownLatch(1);

  /// Both on the reactor only.
  private boolean entered;

  private @Nullable Suspension<@Nullable Void> waiter;

  Gate(Reactor reactor) {
    this.reactor = reactor;
  }

  /// A job.
  String pass() throws InterruptedException {
    enter();
    open.await();
    return "passed";
  }

  /// A job that no interrupt ends.
  String passStubbornly() {
    enter();
    while (true) {
      try {
        open.await();
        return "passed";
      } catch (InterruptedException _) {
        // goes on waiting
      }
    }
  }

  private void enter() {
    reactor.post(() -> {
      entered = true;
      if (waiter != null) {
        waiter.resume(null);
      }
    });
  }

  /// Waits, in a task, until the job runs.
  void awaitEntered() {
    if (!entered) {
      waiter = new Suspension<>("an answer");
      waiter.awaitShielded();
    }
  }

  void open() {
    open.countDown();
  }
}

package io.weightless.engine.internal;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The smallest loop: a carrier, stepped by the test's own thread.
final class Loop {
  private volatile @Nullable Thread waiting;
  final Carrier carrier = new Carrier(this, () -> LockSupport.unpark(waiting), System::nanoTime);

  Strand start(String name, Runnable body) {
    return start(name, null, body);
  }

  Strand start(String name, @Nullable Life within, Runnable body) {
    Strand[] started = new Strand[1];
    inside(() -> started[0] = Strand.start(name, new Body(within, body)));
    return started[0];
  }

  /// Runs what is ready, and all that becomes ready by it.
  int drain() {
    int[] turns = {0};
    inside(() -> turns[0] = carrier.drain(Integer.MAX_VALUE));
    return turns[0];
  }

  /// Runs `work` as a callback of the loop, and then what is ready.
  void callback(Runnable work) {
    inside(work);
    drain();
  }

  /// Drains, and waits for what other threads make ready, until `done`.
  void runUntil(BooleanSupplier done) {
    waiting = Thread.currentThread();
    while (!done.getAsBoolean()) {
      inside(() -> {
        carrier.drain(Integer.MAX_VALUE);
        if (!done.getAsBoolean() && carrier.fallAsleep()) {
          LockSupport.parkNanos(20_000_000_000L);
        }
        carrier.awaken();
      });
    }
  }

  void runOut() {
    runUntil(() -> carrier.strands().count() == 0);
  }

  Strand only() {
    return carrier.strands().living().getFirst();
  }

  private void inside(Runnable work) {
    carrier.enter();
    try {
      work.run();
    } finally {
      carrier.exit();
    }
  }

  private static final class Body extends Life {
    private final @Nullable Life within;
    private final Runnable body;

    Body(@Nullable Life within, Runnable body) {
      this.within = within;
      this.body = body;
    }

    @Override
    protected void live() {
      body.run();
    }

    @Override
    protected boolean isCancelled() {
      return within != null && within.isCancelled();
    }

    @Override
    protected @Nullable Error pending() {
      return within == null ? null : within.pending();
    }
  }
}

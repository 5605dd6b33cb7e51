package io.weightless.reactor;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A backend whose input a test writes beforehand, and that remembers how long it was asked to
/// wait.
final class ScriptedBackend implements Backend {
  /// What a poll dispatches; it may fail.
  interface Arrival {
    void dispatch() throws IOException;
  }

  final List<Long> timeouts = new ArrayList<>();

  /// Opens when a poll was asked to wait until woken.
  final CountDownLatch waitsForEver = new CountDownLatch(1);

  private final Queue<Arrival> arrivals = new ArrayDeque<>();
  private final Semaphore wakeups = new Semaphore(0);
  @Nullable Reactor reactor;
  int closes;

  /// The next poll dispatches it, one for each poll.
  void arrive(Arrival arrival) {
    arrivals.add(arrival);
  }

  /// From now on nothing arrives.
  void forget() {
    arrivals.clear();
  }

  @Override
  public void attachTo(Reactor reactor) {
    this.reactor = reactor;
  }

  @Override
  public int poll(long timeoutNanos) throws IOException {
    timeouts.add(timeoutNanos);
    Arrival arrival = arrivals.poll();
    if (arrival != null) {
      arrival.dispatch();
      return 1;
    }
    if (timeoutNanos == Long.MAX_VALUE) {
      waitsForEver.countDown();
    }
    if (timeoutNanos > 0) {
      await(timeoutNanos);
    }
    wakeups.drainPermits();
    return 0;
  }

  private void await(long timeoutNanos) {
    try {
      boolean _ = wakeups.tryAcquire(timeoutNanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void wakeup() {
    wakeups.release();
  }

  @Override
  public void close() {
    closes++;
  }
}

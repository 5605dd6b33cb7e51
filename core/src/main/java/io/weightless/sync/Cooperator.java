package io.weightless.sync;

import io.weightless.engine.internal.Suspension;
import io.weightless.engine.internal.WaitQueue;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.Timer;
import java.time.Duration;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// Long computations that share a loop with everybody else, in small slices of time.
///
/// ```java
/// Cooperator slices = new Cooperator();
/// for (Row row : table) {
///   sum += cost(row);
///   slices.step();                      // gives the loop up when the slice is used up
/// }
/// ```
///
/// All tasks that step one cooperator share its slices: in each step of the reactor at most one of
/// them computes, for one slice. Timers, input and output and all that is ready come between. From
/// Twisted's Cooperator; to pause, stop and await a computation, cancel or await its task.
public final class Cooperator {
  /// Twisted's: long beside what a switch costs, short for whoever waits for an answer.
  private static final Duration DEFAULT_SLICE = Duration.ofMillis(10);

  private final Reactor reactor = Reactor.current();
  private final WaitQueue<@Nullable Void> waiters = new WaitQueue<>(this, _ -> forgetTimer());
  private final long sliceNanos;
  private long sliceEnd;

  /// Pending while tasks wait for a slice.
  private @Nullable Timer nextSlice;

  /// Slices of 10 milliseconds.
  public Cooperator() {
    this(DEFAULT_SLICE);
  }

  /// @param slice how long a task may compute at a time; it is looked at between two steps only
  public Cooperator(Duration slice) {
    if (slice.isNegative() || slice.isZero()) {
      throw new IllegalArgumentException("a slice has to be positive, not " + slice);
    }
    sliceNanos = slice.toNanos();
    sliceEnd = reactor.clock().nanos() + sliceNanos;
  }

  /// Says that a step of the calling task's computation is done.
  ///
  /// - **Order**: by turns, a slice each.
  /// - **Waits**: when the slice is used up, for a slice in a later step of the reactor; a
  ///   cancellation point also when not.
  /// - **Cost**: a look at the clock.
  public void step() {
    reactor.checkOwner();
    Suspension.checkpoint();
    if (reactor.clock().nanos() - sliceEnd < 0) {
      return;
    }
    startTimer(); // first, since it may be refused
    var waiter = waiters.add(null);
    waiter.await();
    sliceEnd = reactor.clock().nanos() + sliceNanos;
  }

  /// Does all of `steps`, in slices; what they return is let go.
  ///
  /// - **Waits**: see [#step].
  public void run(Iterator<?> steps) {
    while (steps.hasNext()) {
      steps.next();
      step();
    }
  }

  private void startTimer() {
    if (nextSlice == null) {
      nextSlice = reactor.after(Duration.ZERO, this::beginSlice); // at the reactor's next step
    }
  }

  private void beginSlice() {
    nextSlice = null;
    var next = waiters.first();
    if (next != null) {
      next.wake();
    }
    if (!waiters.isEmpty()) {
      startTimer(); // also when the one that was woken never comes back
    }
  }

  private void forgetTimer() {
    if (waiters.isEmpty() && nextSlice != null) {
      nextSlice.cancel();
      nextSlice = null;
    }
  }

  @Override
  public String toString() {
    return "Cooperator[slices of " + Duration.ofNanos(sliceNanos) + "; " + waiters + "]";
  }
}

package io.weightless.sync;

import io.weightless.engine.internal.Suspension;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.Timer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Repeating work that keeps its phase, as straight-line code:
///
/// ```java
/// Ticker ticker = Ticker.every(ofSeconds(1));
/// while (true) {
///   int ticks = ticker.await();         // 1, or more when the work took longer
///   report(ticks);
/// }
/// ```
///
/// The ticks are at whole multiples of the period from the start, whatever happens in between: they
/// never drift. The work never overlaps itself, for it is one task's; it ends with its scope, and
/// its failure is that task's. From Twisted's LoopingCall.
public final class Ticker {
  private final Reactor reactor = Reactor.current();
  private final long periodNanos;

  /// When tick 0 is.
  private final long origin;

  private long last;
  private boolean awaited;

  private Ticker(Duration period, long last) {
    if (period.isNegative() || period.isZero()) {
      throw new IllegalArgumentException("a period has to be positive, not " + period);
    }
    periodNanos = period.toNanos();
    origin = reactor.clock().nanos();
    this.last = last;
  }

  /// The first tick is a period from now.
  ///
  /// @param period more than zero, at most about 290 years
  public static Ticker every(Duration period) {
    return new Ticker(period, 0);
  }

  /// The first tick is now.
  ///
  /// @param period more than zero, at most about 290 years
  public static Ticker startingNow(Duration period) {
    return new Ticker(period, -1);
  }

  /// Waits for the next tick. Those that are over already are counted, and not made up for.
  ///
  /// - **Waits**: always; for a tick of this very moment it lets all that is ready run.
  /// - **Cancelled**: it ends at once; a later call counts on.
  ///
  /// @return how many ticks there were since the last call that returned; 1 when none was missed
  /// @throws IllegalStateException when another task waits for it: a ticker is for one
  public int await() {
    reactor.checkOwner();
    if (awaited) {
      throw new IllegalStateException("another task waits for " + this);
    }
    Suspension<@Nullable Void> tick = new Suspension<>(this);
    Timer timer = reactor.after(untilNext(), () -> tick.resume(null));
    awaited = true;
    try {
      tick.await(timer::cancel);
    } finally {
      awaited = false;
    }
    long ticks = past() - last;
    last += ticks;
    return (int) Math.min(ticks, Integer.MAX_VALUE);
  }

  /// The number of the latest tick that is not in the future.
  private long past() {
    return (reactor.clock().nanos() - origin) / periodNanos;
  }

  private Duration untilNext() {
    long elapsed = reactor.clock().nanos() - origin;
    long next = Math.max(last + 1, Math.ceilDiv(elapsed, periodNanos));
    return Duration.ofNanos(Math.max(0, next * periodNanos - elapsed));
  }

  @Override
  public String toString() {
    return "Ticker[every " + Duration.ofNanos(periodNanos) + ", tick " + (last + 1) + " next]";
  }
}

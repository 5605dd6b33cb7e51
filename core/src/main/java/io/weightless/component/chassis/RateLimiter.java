package io.weightless.component.chassis;

import io.weightless.component.Component;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Task;
import java.time.Duration;

/// Sends on what comes, but not faster than a rate.
///
/// ```java
/// requests.into(RateLimiter.of(100, Duration.ofSeconds(1)).burst(10)).into(client).run();
/// ```
///
/// - **Order**: as received. One value after the other at even distances; when it was idle as many
///   at once as the burst says. So in a time of `per` there are at most `most` and the burst, less
///   one.
/// - **Waits**: before a value that comes too early, by the reactor's clock; those behind it stay
///   where they are, and their senders wait as soon as there is no room.
/// - **Ending**: with what comes in, at the same rate.
/// - **Limit**: a rate of one value in 36,500 days at least.
///
/// From Kamaelia's MessageRateLimit, by the generic cell rate algorithm of ATM.
///
/// @param <T> what comes in, and goes out
public final class RateLimiter<T> extends Component<T, T> {
  /// Of what it can compute with.
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private final long distanceNanos;
  private int burst = 1;

  private RateLimiter(long distanceNanos) {
    this.distanceNanos = distanceNanos;
  }

  /// @param most how many values
  /// @param per in which time
  public static <T> RateLimiter<T> of(int most, Duration per) {
    if (most < 1 || per.isNegative() || per.isZero()) {
      throw new IllegalArgumentException("a rate is positive, not " + most + " in " + per);
    }
    if (per.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a rate is for " + LONGEST + " at most, not for " + per);
    }
    return new RateLimiter<>(Math.ceilDiv(per.toNanos(), most));
  }

  /// Lets so many pass at once when none has come for long.
  ///
  /// @param most 1, if not told otherwise: none at once
  public RateLimiter<T> burst(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("a burst has a value at least, not " + most);
    }
    burst = most;
    return this;
  }

  @Override
  protected void main() {
    long ahead = Math.min(burst - 1, LONGEST.toNanos() / distanceNanos) * distanceNanos;
    long due = now();
    for (T value : in) {
      long early = due - ahead - now();
      if (early > 0) {
        Task.sleep(Duration.ofNanos(early));
      }
      due = Math.max(due, now()) + distanceNanos;
      out.send(value);
    }
  }

  private static long now() {
    return Reactor.current().clock().nanos();
  }
}

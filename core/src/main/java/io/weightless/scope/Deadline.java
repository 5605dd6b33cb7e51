package io.weightless.scope;

import io.weightless.reactor.Reactor;
import java.time.Duration;

/// The moment by which a whole job has to be done, on its reactor's clock. Make it once, and pass
/// it down: what is left of it shrinks, as a timeout for each step would not.
public final class Deadline {
  private final Reactor reactor;
  private final Duration allowed;
  private final long nanos;

  private Deadline(Reactor reactor, Duration allowed) {
    this.reactor = reactor;
    this.allowed = allowed;
    nanos = reactor.clock().nanos() + allowed.toNanos();
  }

  /// `allowed` from now, at most about 290 years.
  ///
  /// @throws IllegalStateException outside a task and a callback of a reactor
  /// @throws ArithmeticException when it is further away than that
  public static Deadline after(Duration allowed) {
    return new Deadline(Reactor.current(), allowed);
  }

  /// What is left; zero when it has passed.
  public Duration left() {
    return Duration.ofNanos(Math.max(0, nanos - reactor.clock().nanos()));
  }

  @Override
  public String toString() {
    return "deadline of " + allowed;
  }
}

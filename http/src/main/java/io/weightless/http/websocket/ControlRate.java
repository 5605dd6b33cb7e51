package io.weightless.http.websocket;

import io.weightless.http.websocket.internal.CloseCodes;
import io.weightless.http.websocket.internal.Violation;
import io.weightless.reactor.Clock;

/// How many control frames a peer may send: each costs an answer.
final class ControlRate {
  private static final long SECOND = 1_000_000_000;

  private final Clock clock;
  private final int perSecond;

  /// Those that may come at once.
  private double left;

  /// By the clock's nanoseconds.
  private long counted;

  ControlRate(Clock clock, int perSecond) {
    this.clock = clock;
    this.perSecond = perSecond;
    this.left = perSecond;
    this.counted = clock.nanos();
  }

  /// One has come.
  void claim() throws Violation {
    long now = clock.nanos();
    left = Math.min(perSecond, left + (double) (now - counted) / SECOND * perSecond);
    counted = now;
    if (left < 1) {
      throw new Violation(
          CloseCodes.POLICY, "there are more than " + perSecond + " control frames a second");
    }
    left--;
  }
}

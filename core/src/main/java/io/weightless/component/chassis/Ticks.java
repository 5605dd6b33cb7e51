package io.weightless.component.chassis;

import io.weightless.component.Component;
import io.weightless.sync.Ticker;
import java.time.Duration;

/// A source: sends the number of each tick of a clock, at whole multiples of a period from its
/// start.
///
/// - **Order**: 1 after the first period, then 2, and so on. Ticks for which there was no room are
///   left out, and the next one has its own number: so they never drift, and never pile up.
/// - **Ending**: when it is drained, or nobody receives.
/// - **Limit**: a period of one nanosecond at least.
///
/// From Kamaelia's CheapAndCheerfulClock, with a phase that is kept.
public final class Ticks extends Component<Void, Long> {
  private final Duration period;

  private Ticks(Duration period) {
    this.period = period;
  }

  /// @throws IllegalArgumentException when `period` is not positive
  public static Ticks every(Duration period) {
    if (period.isNegative() || period.isZero()) {
      throw new IllegalArgumentException("a period has to be positive, not " + period);
    }
    return new Ticks(period);
  }

  @Override
  protected void main() {
    Ticker ticker = Ticker.every(period);
    for (long number = ticker.await(); true; number += ticker.await()) {
      out.send(number);
    }
  }
}

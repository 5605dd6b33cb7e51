package io.weightless.http.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.websocket.internal.Violation;
import io.weightless.reactor.Clock;
import io.weightless.testkit.OneEngine;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// How often a peer may ping.
@OneEngine
final class ControlRateTest {
  private static final long SECOND = 1_000_000_000;

  private final SetClock clock = new SetClock();
  private final ControlRate rate = new ControlRate(clock, 4);

  @Test
  void asManyAsInASecondMayComeAtOnceAndNotOneMore() throws Exception {
    claims(4);
    refusesOneMore();
  }

  @Test
  void oneMoreMayComeWhenItsPartOfASecondHasPassed() throws Exception {
    claims(4);
    clock.nanos += SECOND / 4 - 1;
    refusesOneMore();
    clock.nanos += 1;
    claims(1);
    refusesOneMore();
  }

  @Test
  void whoeverWasSilentForLongMaySendNoMoreAtOnce() throws Exception {
    claims(4);
    clock.nanos += Duration.ofDays(100).toNanos();
    claims(4);
    refusesOneMore();
  }

  @Test
  void thatRateCanGoOnForEver() throws Exception {
    claims(4);
    for (int i = 0; i < 10_000; i++) {
      clock.nanos += SECOND / 4;
      claims(1);
    }
    assertThat(clock.nanos).isPositive();
    refusesOneMore();
  }

  private void claims(int count) throws Violation {
    for (int i = 0; i < count; i++) {
      rate.claim();
    }
  }

  private void refusesOneMore() {
    assertThatThrownBy(rate::claim)
        .isInstanceOfSatisfying(Violation.class, bad -> assertThat(bad.code()).isEqualTo(1008))
        .hasMessage("there are more than 4 control frames a second");
  }

  /// That is what it is set to.
  private static final class SetClock implements Clock {
    private long nanos = 1;

    @Override
    public long nanos() {
      return nanos;
    }

    @Override
    public Instant now() {
      return Instant.EPOCH;
    }

    @Override
    public long nanosUntil(long deadline) {
      return deadline - nanos;
    }
  }
}

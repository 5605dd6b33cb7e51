package io.weightless.reactor;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.engine.internal.Suspension;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class VirtualClockTest {
  private final VirtualClock clock = new VirtualClock();

  @AutoClose
  private final Reactor reactor = Reactor.open(clock, new SplittableRandom(42), Limits.DEFAULT);

  @Test
  void itMovesOnlyWhenTold() {
    assertThat(clock.nanos()).isZero();
    assertThat(clock.now()).isEqualTo(Instant.parse("2000-01-01T00:00:00Z"));

    clock.advance(ofSeconds(3));

    assertThat(clock.nanos()).isEqualTo(3_000_000_000L);
    assertThat(clock.now()).isEqualTo(Instant.parse("2000-01-01T00:00:03Z"));
  }

  @Test
  void timeDoesNotGoBack() {
    assertThatThrownBy(() -> clock.advance(Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    clock.advance(ofSeconds(1));

    assertThat(clock.nanosUntil(5)).isZero();
    assertThat(clock.nanos()).isEqualTo(1_000_000_000L);
  }

  @Test
  void aRunThatWaitsForADayJumpsOverIt() {
    reactor.run(() -> sleep(ofDays(1)));

    assertThat(clock.now()).isEqualTo(Instant.parse("2000-01-02T00:00:00Z"));
  }

  @Test
  void everyTimerOfAYearSeesItsOwnTime() {
    List<Long> days = new ArrayList<>();
    reactor.run(() -> {
      for (int day = 1; day <= 365; day++) {
        reactor.after(ofDays(day), () -> days.add(clock.nanos() / ofDays(1).toNanos()));
      }
      sleep(ofDays(365));
    });

    assertThat(days).hasSize(365).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void aStepDoesNotMoveIt() {
    reactor.post(() -> reactor.after(ofSeconds(1), () -> {}));

    reactor.step();
    reactor.step();

    assertThat(clock.nanos()).isZero();
  }

  @Test
  void itDoesNotMoveWhileSomethingIsReady() {
    List<Long> seen = new ArrayList<>();
    reactor.run(() -> {
      reactor.after(ofSeconds(1), () -> {});
      for (int i = 0; i < 1_000; i++) {
        Suspension.yield();
      }
      seen.add(clock.nanos());
    });

    assertThat(seen).containsExactly(0L);
  }

  private void sleep(Duration duration) {
    Suspension<@Nullable Void> due = new Suspension<>("an answer");
    reactor.after(duration, () -> due.resume(null));
    due.awaitShielded();
  }
}

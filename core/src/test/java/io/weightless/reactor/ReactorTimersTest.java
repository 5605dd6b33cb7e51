package io.weightless.reactor;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ReactorTimersTest {
  @AutoClose private final World world = new World();
  private final Reactor reactor = world.reactor;

  @Test
  void timersRunByTimeAndThoseOfOneInstantInTheOrderOfTheCalls() {
    world.prepare(() -> {
      reactor.after(ofSeconds(2), world.marks("2a"));
      reactor.after(ofSeconds(1), world.marks("1a"));
      reactor.after(ofSeconds(2), world.marks("2b"));
      reactor.after(ofSeconds(1), world.marks("1b"));
      reactor.after(ofSeconds(2), world.marks("2c"));
    });

    world.clock.advance(ofSeconds(2));
    reactor.step();

    assertThat(world.trail).containsExactly("1a", "1b", "2a", "2b", "2c");
  }

  @Test
  void aTimerRunsAtItsTimeAndNotBefore() {
    world.prepare(() -> reactor.after(ofSeconds(1), world.marks("due")));

    world.clock.advance(ofSeconds(1).minusNanos(1));
    assertThat(reactor.step()).isFalse();
    world.clock.advance(Duration.ofNanos(1));
    assertThat(reactor.step()).isTrue();

    assertThat(world.trail).containsExactly("due");
  }

  @Test
  void aTimerRunsOnce() {
    Timer[] timer = new Timer[1];
    world.prepare(() -> timer[0] = reactor.after(Duration.ZERO, world.marks("ran")));

    reactor.step();
    reactor.step();
    world.prepare(() -> world.trail.add("ignored"));
    reactor.post(() -> world.trail.add(timer[0].cancel()));
    reactor.step();

    assertThat(world.trail).containsExactly(false);
  }

  @Test
  void aTimerIsCancelledOnce() {
    world.prepare(() -> {});
    reactor.post(() -> {
      Timer timer = reactor.after(Duration.ZERO, world.marks("ran"));
      world.trail.add(timer.cancel());
      world.trail.add(timer.cancel());
    });

    reactor.step();
    reactor.step();

    assertThat(world.trail).containsExactly(true, false);
  }

  @Test
  void aTimerThatCancelsItselfWhileItRunsIsNotPendingAnyMore() {
    Timer[] timer = new Timer[1];
    world.prepare(
        () -> timer[0] = reactor.after(Duration.ZERO, () -> world.trail.add(timer[0].cancel())));

    reactor.step();

    assertThat(world.trail).containsExactly(false);
  }

  @Test
  void aFailingTimerLeavesTheOthersOfItsInstantForTheNextStep() {
    world.prepare(() -> {
      reactor.after(Duration.ZERO, ReactorTimersTest::failing);
      reactor.after(Duration.ZERO, world.marks("next"));
    });

    assertThatThrownBy(reactor::step).hasMessage("timer");
    reactor.step();

    assertThat(world.trail).containsExactly("next");
  }

  @Test
  void aNegativeDelayIsRefused() {
    world.prepare(() -> world.trail.add("ignored"));
    reactor.post(() -> reactor.after(ofSeconds(-1), () -> {}));

    assertThatThrownBy(reactor::step)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT-1S");
  }

  @Test
  void theLongestDelayThatThereIsDoesNotOverflow() {
    world.prepare(() -> {
      reactor.after(ofSeconds(Long.MAX_VALUE), world.marks("never"));
      reactor.after(ofSeconds(1), world.marks("soon"));
    });

    world.clock.advance(ofDays(365));
    reactor.step();

    assertThat(world.trail).containsExactly("soon");
  }

  @Test
  void asManyTimersAsTheLimitArePendingAndOneMoreIsRefused() {
    List<Timer> pending = new ArrayList<>();
    try (Reactor small =
        Reactor.open(world.clock, new SplittableRandom(1), new Limits(100, 1_000))) {
      small.post(() -> {
        for (int i = 0; i < 100; i++) {
          pending.add(small.after(ofDays(1), () -> {}));
        }
      });
      small.step();
      small.post(() -> small.after(ofDays(1), () -> {}));

      assertThatThrownBy(small::step)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("this reactor has 100 pending timers, its limit");
      assertThat(pending).hasSize(100);
    }
  }

  @Test
  void aTimerThatRanOrWasCancelledMakesRoomForAnother() {
    try (Reactor small = Reactor.open(world.clock, new SplittableRandom(1), new Limits(1, 10))) {
      small.post(() -> small.after(ofDays(1), () -> {}).cancel());
      small.post(() -> small.after(Duration.ZERO, world.marks("first")));
      small.step();
      small.step();
      small.post(() -> small.after(Duration.ZERO, world.marks("second")));
      small.step();
      small.step();
    }

    assertThat(world.trail).containsExactly("first", "second");
  }

  @Test
  void aLimitIsAtLeastOne() {
    assertThatThrownBy(() -> new Limits(0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Limits(1, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static void failing() {
    throw new IllegalStateException("timer");
  }
}

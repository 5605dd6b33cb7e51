package io.weightless.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.engine.internal.Suspension;
import io.weightless.testkit.FastEngine;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Slow: the watchdog looks only four times a second.
@Tag("slow")
class HoldsTest {
  @AutoClose private final Logged log = Logged.everything();
  @AutoClose private final World world = new World();
  private final Reactor reactor = world.reactor;

  @Test
  void aReactorThatNobodyHeldUpHasNone() {
    assertThat(reactor.holds().count()).isZero();
    assertThat(reactor.holds().longest()).isZero();
    assertThat(reactor.holds().slowest()).isEmpty();
  }

  @Test
  void aTaskThatHoldsTheLoopIsCountedAndNamedWithItsDurationAndStack() {
    reactor.run(this::computeUntilReported);

    assertThatOneIsNamed("task 'main'");
  }

  @Test
  void aTimersCallbackIsNamedByItsClass() {
    reactor.post(() -> reactor.after(Duration.ZERO, this::computeUntilReported));
    reactor.step();
    reactor.step();

    assertThatOneIsNamed("a timer's callback " + getClass().getName() + "$$Lambda");
  }

  @Test
  void aRepeatingCallbackIsNamedByItsClass() {
    reactor.post(() -> reactor.everyStep(this::computeUntilReported));
    reactor.step();
    reactor.step();

    assertThatOneIsNamed("the repeating callback " + getClass().getName() + "$$Lambda");
  }

  @Test
  @FastEngine
  void aThreadThatATaskStartedIsNamed() {
    reactor.run(() -> {
      Thread.ofVirtual().name("guest").start(this::computeUntilReported);
      Suspension.yield();
    });

    assertThatOneIsNamed("thread 'guest' of task 'main'");
  }

  @Test
  void aReactorInAReactorHoldsTheOuterOne() {
    try (World inner = new World()) {
      reactor.run(() -> inner.reactor.run(() -> computeUntil(2)));

      assertThat(inner.reactor.holds().slowest()).extracting(Hold::who).contains("task 'main'");
      assertThat(reactor.holds().slowest())
          .extracting(Hold::who)
          .contains("what task 'main' runs on its reactor's own thread (another reactor)");
    }
  }

  @Test
  void theSlowestAreKeptAndAllAreCounted() {
    Holds holds = Holds.NONE;
    for (int millis : List.of(30, 10, 20)) {
      holds = holds.and(lasting(millis));
    }

    assertThat(holds.count()).isEqualTo(3);
    assertThat(holds.longest()).isEqualTo(Duration.ofMillis(30));
    assertThat(holds.slowest()).containsExactly(lasting(30), lasting(20), lasting(10));
  }

  @Test
  void tenAreKeptAndOfElevenTheShortestIsNot() {
    Holds ten =
        IntStream.rangeClosed(1, 10)
            .mapToObj(HoldsTest::lasting)
            .reduce(Holds.NONE, Holds::and, (_, last) -> last);

    assertThat(ten.slowest()).hasSize(Holds.SLOWEST).contains(lasting(1));
    Holds eleven = ten.and(lasting(11));
    assertThat(eleven.slowest()).hasSize(10).startsWith(lasting(11)).doesNotContain(lasting(1));
    assertThat(eleven.count()).isEqualTo(11);
    assertThat(eleven.and(lasting(1)).slowest()).isEqualTo(eleven.slowest());
  }

  private static Hold lasting(int millis) {
    return new Hold("task", Duration.ofMillis(millis), List.of());
  }

  private void assertThatOneIsNamed(String who) {
    Holds holds = reactor.holds();
    assertThat(holds.count()).isPositive().isEqualTo(holds.slowest().size());
    assertThat(holds.longest()).isEqualTo(holds.slowest().getFirst().atLeast());
    assertThat(holds.slowest())
        .anySatisfy(hold -> {
          assertThat(hold.who()).isEqualTo(who);
          // the watchdog reports after that time, and the callback ends after the report
          assertThat(hold.atLeast()).isGreaterThanOrEqualTo(Duration.ofMillis(250));
          assertThat(hold.stack()).extracting("methodName").contains("computeUntilReported");
        });
    assertThat(log.messages())
        .contains(who + " does not give its reactor back since 250 ms or longer");
  }

  private void computeUntilReported() {
    computeUntil(1);
  }

  private void computeUntil(int reports) {
    long started = System.nanoTime();
    while (log.records.size() < reports && System.nanoTime() - started < 20_000_000_000L) {
      Thread.onSpinWait();
    }
  }
}

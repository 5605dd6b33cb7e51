package io.weightless.sync;

import static io.weightless.scene.Scene.seconds;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Limits;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.Timer;
import io.weightless.reactor.VirtualClock;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Where the reactor has no timer left for it.
final class CooperatorNoTimerTest {
  private final VirtualClock clock = new VirtualClock();
  private final List<Object> trail = new ArrayList<>();

  @Test
  void aStepThatGetsNoTimerLeavesNoTrace() {
    try (Reactor small = Reactor.open(clock, new SplittableRandom(1), new Limits(1, 10))) {
      small.run(() -> {
        Cooperator slices = new Cooperator(seconds(1));
        Timer holder = small.after(Duration.ofDays(1), () -> {});
        clock.advance(seconds(2));
        trail.add(thrownBy(slices::step).getClass());
        trail.add(slices.toString());
        holder.cancel();
      });
    }
    assertThat(trail)
        .containsExactly(IllegalStateException.class, "Cooperator[slices of PT1S; nobody waits]");
  }

  @Test
  void aTickerThatGetsNoTimerCanBeAwaitedLater() {
    try (Reactor small = Reactor.open(clock, new SplittableRandom(1), new Limits(1, 10))) {
      small.run(() -> {
        Ticker ticker = Ticker.every(seconds(1));
        Timer holder = small.after(Duration.ofDays(1), () -> {});
        trail.add(thrownBy(ticker::await).getClass());
        holder.cancel();
        trail.add(ticker.await());
      });
    }
    assertThat(trail).containsExactly(IllegalStateException.class, 1);
  }

  @Test
  void whoWaitsForSlicesBehindOneThatGotNoTimerIsServed() {
    try (Reactor small = Reactor.open(clock, new SplittableRandom(1), new Limits(1, 10))) {
      small.run(() ->
          Scope.run(scope -> {
            Cooperator slices = new Cooperator(seconds(1));
            Timer holder = small.after(Duration.ofDays(1), () -> {});
            clock.advance(seconds(2));
            Task<?> a =
                scope.start(
                    "a",
                    () -> {
                      trail.add(thrownBy(slices::step).getClass());
                      holder.cancel();
                      slices.step();
                      trail.add("a");
                    });
            a.await();
            return null;
          }));
    }
    assertThat(trail).containsExactly(IllegalStateException.class, "a");
  }
}

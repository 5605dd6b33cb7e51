package io.weightless.sync;

import static io.weightless.scene.Scene.seconds;
import static io.weightless.scene.Scene.sleep;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Cancelled;
import io.weightless.scene.Scene;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class TickerTest {
  @AutoClose private final Scene scene = new Scene();

  @Test
  void theFirstTickIsAPeriodFromNowOrNow() {
    scene.run(scope -> {
      Ticker later = Ticker.every(seconds(5));
      Ticker now = Ticker.startingNow(seconds(5));
      for (int i = 0; i < 3; i++) {
        scene.markAt("now " + now.await());
      }
      scene.markAt("later " + later.await());
      return null;
    });

    assertThat(scene.trail).containsExactly("now 1@0", "now 1@5", "now 1@10", "later 2@10");
  }

  @Test
  void workThatIsShorterThanThePeriodDoesNotMoveTheTicks() {
    scene.run(scope -> {
      Ticker ticker = Ticker.every(seconds(10));
      for (int i = 1; i <= 4; i++) {
        scene.markAt(ticker.await());
        sleep(2L * i);
      }
      return null;
    });

    assertThat(scene.trail).containsExactly("1@10", "1@20", "1@30", "1@40");
  }

  @Test
  void workThatTakesLongerMissesTicksWhichAreCountedAndNotMadeUpFor() {
    scene.run(scope -> {
      Ticker ticker = Ticker.every(seconds(10));
      scene.markAt(ticker.await());
      sleep(25);
      scene.markAt(ticker.await());
      scene.markAt(ticker.await());
      return null;
    });

    assertThat(scene.trail).containsExactly("1@10", "3@40", "1@50");
  }

  @Test
  void workThatTakesExactlyAPeriodMissesNone() {
    scene.run(scope -> {
      Ticker ticker = Ticker.every(seconds(10));
      for (int i = 0; i < 3; i++) {
        scene.markAt(ticker.await());
        sleep(10);
      }
      return null;
    });

    assertThat(scene.trail).containsExactly("1@10", "1@20", "1@30");
  }

  @Test
  void aLoopThatWakesTooLateCountsWhatIsOverByThen() {
    scene.run(scope -> {
      Ticker ticker = Ticker.every(seconds(10));
      scope.start("hog", () -> scene.clock.advance(Duration.ofMillis(34_500)));
      scene.markAt(ticker.await());
      scene.markAt(ticker.await());
      return null;
    });

    assertThat(scene.trail).containsExactly("3@34", "1@40");
  }

  @Test
  void aHundredThousandTicksDoNotDrift() {
    scene.run(scope -> {
      Ticker ticker = Ticker.every(Duration.ofNanos(333_333_333));
      long sum = 0;
      for (int i = 0; i < 100_000; i++) {
        sum += ticker.await();
      }
      scene.mark(sum);
      scene.mark(scene.clock.nanos());
      return null;
    });

    assertThat(scene.trail).containsExactly(100_000L, 33_333_333_300_000L);
  }

  @Test
  void evenATickOfThisMomentLetsAllThatIsReadyRun() {
    scene.run(scope -> {
      Ticker ticker = Ticker.startingNow(seconds(1));
      scope.start("other", () -> scene.mark("other"));
      ticker.await();
      scene.mark("tick");
      return null;
    });

    assertThat(scene.trail).containsExactly("other", "tick");
  }

  @Test
  void itEndsWithItsScopeAndTheFailureOfTheWorkIsThatOfItsTask() {
    scene.run(scope -> {
      Throwable timedOut =
          thrownBy(() ->
              Scope.run(
                  Deadline.after(seconds(35)),
                  inner -> inner.start("ticks", () -> tickForEver(Integer.MAX_VALUE))));
      scene.markAt(timedOut.getClass());
      Throwable failed =
          thrownBy(() -> Scope.run(inner -> inner.start("ticks", () -> tickForEver(2))));
      scene.markAt(failed.getMessage());
      sleep(100);
      return null;
    });

    assertThat(scene.trail)
        .containsExactly(
            "1@10", "1@20", "1@30", DeadlineExceeded.class + "@35", "1@45", "at tick 2@55");
  }

  @Test
  void aCancelledWaitIsOverAndTheNextCountsOn() {
    scene.run(scope -> {
      Ticker ticker = Ticker.every(seconds(10));
      Throwable thrown =
          thrownBy(() ->
              Scope.run(
                  Deadline.after(seconds(3)),
                  _ -> {
                    ticker.await();
                    return null;
                  }));
      scene.markAt(thrown.getClass());
      scene.markAt(ticker.await());
      return null;
    });

    assertThat(scene.trail).containsExactly(DeadlineExceeded.class + "@3", "1@10");
  }

  @Test
  void itIsForOneTask() {
    scene.run(scope -> {
      Ticker ticker = Ticker.every(seconds(10));
      Task<?> other = scope.start("other", () -> ticker.await());
      Task.yield();
      scene.mark(thrownBy(ticker::await).getMessage());
      scene.markAt(other.await());
      scene.markAt(ticker.await());
      return null;
    });

    assertThat(scene.trail)
        .containsExactly("another task waits for Ticker[every PT10S, tick 1 next]", "1@10", "1@20");
  }

  @Test
  void aPeriodHasToBePositive() {
    scene.run(scope -> {
      scene.mark(thrownBy(() -> Ticker.every(Duration.ZERO)).getClass());
      scene.mark(thrownBy(() -> Ticker.startingNow(seconds(-1))).getClass());
      scene.mark(thrownBy(() -> Ticker.every(Duration.ofDays(1_000_000))).getClass());
      return null;
    });

    assertThat(scene.trail)
        .containsExactly(
            IllegalArgumentException.class,
            IllegalArgumentException.class,
            ArithmeticException.class);
  }

  @Test
  void aTaskThatWasCancelledBeforeDoesNotTick() {
    scene.run(scope -> {
      Ticker ticker = Ticker.startingNow(seconds(10));
      Task<?> task = scope.start("task", () -> scene.mark(thrownBy(ticker::await).getClass()));
      task.cancel("enough");
      scope.start("other", () -> scene.markAt(ticker.await()));
      return null;
    });

    assertThat(scene.trail).containsExactly(Cancelled.class, "1@0");
  }

  private void tickForEver(int failAt) {
    Ticker ticker = Ticker.every(seconds(10));
    for (int i = 1; i < failAt; i++) {
      scene.markAt(ticker.await());
    }
    ticker.await();
    throw new IllegalStateException("at tick " + failAt);
  }
}

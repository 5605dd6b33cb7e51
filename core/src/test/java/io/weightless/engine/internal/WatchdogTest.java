package io.weightless.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.testkit.FastEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class WatchdogTest {
  private static final long INTERVAL_NANOS = Watchdog.INTERVAL_MILLIS * 1_000_000;

  @AutoClose private final Log log = Log.capture();
  private final Loop loop = new Loop();
  private final Watchdog.Watch watch = new Watchdog.Watch(loop.carrier);
  private final List<Object> trail = new ArrayList<>();

  @Test
  void aStrandThatComputesForTooLongIsNamedWithItsStack() throws InterruptedException {
    loop.start("hog", this::computeUntilReported);
    loop.drain();

    LogRecord report = log.await(message -> message.startsWith("task 'hog' does not give"));
    assertThat(report.getThrown().getStackTrace())
        .anySatisfy(frame -> assertThat(frame.getMethodName()).isEqualTo("computeUntilReported"));
  }

  @Test
  void postedWorkIsNamedByItsClass() throws InterruptedException {
    loop.carrier.post(this::holdForAnInterval);
    loop.drain();

    assertThatItIsNamed("posted work " + getClass().getName() + "$$Lambda");
  }

  @Test
  void aCallbackOfTheLoopIsNamedByWhatItStandsFor() throws InterruptedException {
    loop.callback(() -> loop.carrier.turn("a callback", this::holdForAnInterval));

    assertThatItIsNamed("a callback");
  }

  @Test
  @FastEngine
  void aThreadThatAStrandStartedIsNamed() throws InterruptedException {
    loop.start("host", () -> Thread.ofVirtual().name("guest").start(this::holdForAnInterval));
    loop.drain();

    assertThatItIsNamed("thread 'guest' of task 'host'");
  }

  @Test
  void aCallbackThatWaitsIsNamed() {
    loop.carrier.post(() -> trail.add(awaitReport()));
    loop.drain();

    assertThat(trail)
        .singleElement()
        .asString()
        .endsWith("waits, and its whole reactor with it since 250 ms or longer");
  }

  @Test
  void aStrandThatRunsAnotherReactorIsNamedAsTheOneThatHoldsItsOwn() throws InterruptedException {
    Loop inner = new Loop();
    inner.carrier.post(this::holdForAnInterval);
    loop.start("outer", () -> Platform.call(inner::drain));
    loop.drain();

    assertThatItIsNamed("what task 'outer' runs on its reactor's own thread (another reactor)");
  }

  @Test
  void whatTakesCareOfAFailureForTooLongIsNamedAsTheOneThatFailed() throws InterruptedException {
    loop.carrier.failures().owner((who, failure) -> holdForAnInterval());
    loop.start(
        "failing",
        () -> {
          throw new IllegalStateException("mine");
        });
    loop.drain();

    assertThatItIsNamed("task 'failing'");
  }

  @Test
  void manyShortCallbacksAreNotOneLongOne() {
    for (int i = 0; i < 10; i++) {
      long now = i * INTERVAL_NANOS;
      unwatched(() -> trail.add(watch.look(now)));
    }

    assertThat(trail).hasSize(10).containsOnly(true);
    assertThat(log.isEmpty()).isTrue();
  }

  @Test
  void aTurnIsReportedOnceAfterAnInterval() {
    unwatched(() -> {
      for (long now : List.of(0L, INTERVAL_NANOS - 1, INTERVAL_NANOS, 5 * INTERVAL_NANOS)) {
        assertThat(watch.look(now)).as("something runs").isTrue();
        trail.add(log.count());
      }
    });

    assertThat(trail).containsExactly(0, 0, 1, 1);
  }

  @Test
  void whereNothingRunsItSleepsHoweverLongTheLastTurnWas() {
    unwatched(this::holdForAnInterval);

    assertThat(watch.look(2 * INTERVAL_NANOS)).isFalse();
    unwatched(() -> {});
    assertThat(watch.look(3 * INTERVAL_NANOS)).as("something ran").isTrue();
    assertThat(watch.look(4 * INTERVAL_NANOS)).isFalse();
  }

  @Test
  void aLoopThatIsAwakeMayBeginATurnUnnoticedSoItIsLookedAtAgain() {
    assertThat(watch.look(0)).isFalse();
    loop.carrier.enter();
    try {
      assertThat(watch.look(0)).as("it has not begun").isTrue();
      assertThat(loop.carrier.fallAsleep()).isTrue();
      assertThat(watch.look(0)).as("it waits").isFalse();
      loop.carrier.awaken();
      assertThat(watch.look(0)).as("it goes on").isTrue();
    } finally {
      loop.carrier.exit();
    }
    assertThat(watch.look(0)).as("nobody is inside").isFalse();
  }

  /// A turn of which the process's own watchdog does not know: it would report one on a machine
  /// that stands still.
  private void unwatched(Runnable callback) {
    loop.carrier.turn("callback", callback);
  }

  /// The looks of the watchdog's thread, in no time.
  private void holdForAnInterval() {
    watch.look(0);
    watch.look(INTERVAL_NANOS);
  }

  private void assertThatItIsNamed(String who) throws InterruptedException {
    LogRecord report = log.await(message -> message.startsWith(who + " does not give its reactor"));
    assertThat(report.getThrown().getStackTrace())
        .anySatisfy(frame -> assertThat(frame.getMethodName()).isEqualTo("holdForAnInterval"));
  }

  private String awaitReport() {
    try {
      return log.await(message -> message.startsWith("posted work")).getMessage();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void computeUntilReported() {
    long started = System.nanoTime();
    while (log.isEmpty() && System.nanoTime() - started < 20_000_000_000L) {
      Thread.onSpinWait();
    }
  }
}

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
  private final List<Object> trail = new ArrayList<>();

  @Test
  void aStrandThatComputesForTooLongIsNamedWithItsStack() throws InterruptedException {
    loop.start("hog", this::computeUntilReported);
    loop.drain();

    assertThatItsStackShows(log.await(message -> message.startsWith("task 'hog' does not give")));
  }

  @Test
  void postedWorkThatComputesForTooLongIsNamedWithItsStack() throws InterruptedException {
    loop.carrier.post(this::computeUntilReported);
    loop.drain();

    assertThatItsStackShows(
        log.await(message ->
            message.startsWith("posted work " + getClass().getName() + "$$Lambda does not give")));
  }

  @Test
  void aCallbackOfTheLoopIsNamedByWhatItStandsFor() throws InterruptedException {
    loop.callback(() -> loop.carrier.turn("a callback", this::computeUntilReported));

    assertThatItsStackShows(log.await(message -> message.startsWith("a callback does not give")));
  }

  @Test
  @FastEngine
  void aThreadThatAStrandStartedIsNamedWithItsStack() throws InterruptedException {
    loop.start("host", () -> Thread.ofVirtual().name("guest").start(this::computeUntilReported));
    loop.drain();

    assertThatItsStackShows(
        log.await(message -> message.startsWith("thread 'guest' of task 'host' does not give")));
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
    inner.carrier.post(() -> trail.add("ran"));
    loop.start(
        "outer",
        () ->
            Platform.call(() -> {
              inner.drain();
              computeUntilReported();
            }));
    loop.drain();

    assertThatItsStackShows(
        log.await(
            message -> message.startsWith("what task 'outer' runs on its reactor's own thread")));
    assertThat(trail).containsExactly("ran");
  }

  @Test
  void whatTakesCareOfAFailureForTooLongIsNamedAsTheOneThatFailed() throws InterruptedException {
    loop.carrier.failures().owner((who, failure) -> computeUntilReported());
    loop.start(
        "failing",
        () -> {
          throw new IllegalStateException("mine");
        });
    loop.drain();

    assertThatItsStackShows(log.await(message -> message.startsWith("task 'failing' does not")));
  }

  @Test
  void manyShortCallbacksAreNotOneLongOne() {
    var watch = new Watchdog.Watch(loop.carrier);
    for (int i = 0; i < 10; i++) {
      long now = i * INTERVAL_NANOS;
      loop.callback(() -> loop.carrier.turn("short", () -> trail.add(watch.look(now))));
    }

    assertThat(trail).hasSize(10).containsOnly(true);
    assertThat(log.isEmpty()).isTrue();
  }

  @Test
  void aTurnIsReportedOnceAfterAnInterval() {
    var watch = new Watchdog.Watch(loop.carrier);
    loop.carrier.post(() -> {
      for (long now : List.of(0L, INTERVAL_NANOS - 1, INTERVAL_NANOS, 5 * INTERVAL_NANOS)) {
        assertThat(watch.look(now)).as("something runs").isTrue();
        trail.add(log.count());
      }
    });
    loop.drain();

    assertThat(trail).containsExactly(0, 0, 1, 1);
  }

  @Test
  void whereNothingRunsItSleepsHoweverLongTheLastTurnWas() {
    var watch = new Watchdog.Watch(loop.carrier);
    loop.carrier.post(() -> {
      watch.look(0);
      watch.look(INTERVAL_NANOS);
    });
    loop.drain();

    assertThat(watch.look(2 * INTERVAL_NANOS)).isFalse();
    loop.callback(() -> loop.carrier.turn("callback", () -> {}));
    assertThat(watch.look(3 * INTERVAL_NANOS)).as("something ran").isTrue();
    assertThat(watch.look(4 * INTERVAL_NANOS)).isFalse();
  }

  private static void assertThatItsStackShows(LogRecord report) {
    assertThat(report.getThrown().getStackTrace())
        .anySatisfy(frame -> assertThat(frame.getMethodName()).isEqualTo("computeUntilReported"));
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

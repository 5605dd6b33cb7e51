package io.weightless.scope;

import static io.weightless.scope.Stage.seconds;
import static io.weightless.scope.Stage.sleep;
import static io.weightless.scope.Stage.sleepForEver;
import static io.weightless.scope.Stage.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Limits;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class SleepTest {
  @AutoClose private final Stage stage = new Stage();

  @Test
  void sleepersWakeByTimeAndThoseOfOneInstantInTheOrderOfTheirCalls() {
    stage.run(() ->
        Scope.run(scope -> {
          scope.start("a", () -> sleepAndMark("a", 2));
          scope.start("b", () -> sleepAndMark("b", 1));
          scope.start("c", () -> sleepAndMark("c", 2));
          scope.start("d", () -> sleepAndMark("d", 1));
          return null;
        }));

    assertThat(stage.trail).containsExactly("b@1", "d@1", "a@2", "c@2");
  }

  @Test
  void sleepForZeroTakesNoTimeAndLetsAllThatIsReadyRun() {
    stage.run(() ->
        Scope.run(scope -> {
          for (int i = 0; i < 1_000; i++) {
            scope.start("ready", () -> stage.mark("ready"));
          }
          Task.sleep(Duration.ZERO);
          stage.markAt("slept");
          return null;
        }));

    assertThat(stage.trail).hasSize(1_001).endsWith("ready", "slept@0");
  }

  @Test
  void aDayIsOverAtOnce() {
    stage.run(() -> {
      Task.sleep(Duration.ofDays(1));
      stage.markAt("slept");
    });

    assertThat(stage.trail).containsExactly("slept@86400");
  }

  @Test
  void aNegativeDurationIsRefused() {
    stage.run(() -> stage.mark(thrownBy(() -> sleep(-1))));

    assertThat(stage.trail).singleElement().isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aCancelledSleepTakesItsTimerAway() {
    try (Stage small = new Stage(new Limits(1, 10))) {
      small.run(() ->
          Scope.run(scope -> {
            Task<?> sleeper = scope.start("sleeper", Stage::sleepForEver);
            Task.yield();
            small.mark(thrownBy(() -> sleep(1)).getMessage());
            sleeper.cancel("enough");
            sleep(1);
            small.markAt("slept");
            return null;
          }));

      assertThat(small.trail)
          .containsExactly("this reactor has 1 pending timers, its limit", "slept@1");
    }
  }

  @Test
  void aDeadlineThatWasNotNeededTakesItsTimerAway() {
    try (Stage small = new Stage(new Limits(1, 10))) {
      small.run(() -> {
        for (int i = 0; i < 10; i++) {
          Scope.run(Deadline.after(seconds(100)), scope -> "done");
        }
        sleep(1);
        small.markAt("slept");
      });

      assertThat(small.trail).containsExactly("slept@1");
    }
  }

  @Test
  void anInterruptDoesNotEndASleepAndTheFlagIsThereAfterwards() {
    stage.run(() ->
        Scope.run(scope -> {
          Thread sleeper = Thread.currentThread();
          scope.start("interrupter", sleeper::interrupt);
          sleep(2);
          stage.markAt("slept, flag " + Thread.interrupted());
          return null;
        }));

    assertThat(stage.trail).containsExactly("slept, flag true@2");
  }

  @Test
  void yieldGoesBehindAllThatIsReady() {
    stage.run(() ->
        Scope.run(scope -> {
          scope.start("a", () -> stage.mark("a"));
          scope.start("b", () -> stage.mark("b"));
          Task.yield();
          stage.mark("body");
          return null;
        }));

    assertThat(stage.trail).containsExactly("a", "b", "body");
  }

  @Test
  void sleepingForEverEndsWithTheScope() {
    stage.run(() ->
        stage.mark(
            thrownBy(() ->
                    Scope.run(scope -> {
                      scope.start(
                          "canceller",
                          () -> {
                            sleep(1);
                            scope.cancel("enough");
                          });
                      sleepForEver();
                      return null;
                    }))
                .getMessage()));

    assertThat(stage.trail).containsExactly("enough");
    assertThat(stage.clock.nanos()).isEqualTo(seconds(1).toNanos());
  }

  private void sleepAndMark(String name, long seconds) {
    sleep(seconds);
    stage.markAt(name);
  }
}

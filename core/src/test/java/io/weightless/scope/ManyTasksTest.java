package io.weightless.scope;

import static io.weightless.scope.Stage.sleepForEver;
import static io.weightless.scope.Stage.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.testkit.OneEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Slow: their number is what is tested.
@Tag("slow")
class ManyTasksTest {
  private static final int MANY = 100_000;
  private static final int DEEP = 20_000;

  @AutoClose private final Stage stage = new Stage();

  @Test
  @OneEngine
  void aHundredThousandTasksOfOneScopeAllRun() {
    int[] ran = {0};
    stage.run(() ->
        Scope.run(scope -> {
          for (int i = 0; i < MANY; i++) {
            scope.start(
                "task",
                () -> {
                  Task.yield();
                  ran[0]++;
                });
          }
          return null;
        }));

    assertThat(ran[0]).isEqualTo(MANY);
  }

  @Test
  @OneEngine
  void aHundredThousandSleepingTasksAreCancelledTogether() {
    int[] ended = {0};
    stage.run(() ->
        Scope.run(scope -> {
          for (int i = 0; i < MANY; i++) {
            scope.start(
                "task",
                () -> {
                  try {
                    sleepForEver();
                  } finally {
                    ended[0]++;
                  }
                });
          }
          Stage.sleep(1);
          scope.cancel("enough");
          return null;
        }));

    assertThat(ended[0]).isEqualTo(MANY);
  }

  @Test
  void tenThousandTasksAwaitOneAndHalfOfThemAreCancelled() {
    SplittableRandom random = new SplittableRandom(7);
    int[] seen = {0};
    int[] cancelled = {0};
    stage.run(() ->
        Scope.run(scope -> {
          Task<String> one =
              scope.start(
                  "one",
                  () -> {
                    Stage.sleep(2);
                    return "value";
                  });
          List<Task<?>> waiters = new ArrayList<>();
          for (int i = 0; i < 10_000; i++) {
            waiters.add(
                scope.start(
                    "waiter",
                    () -> {
                      one.await();
                      seen[0]++;
                    }));
          }
          Stage.sleep(1);
          for (Task<?> waiter : waiters) {
            if (random.nextBoolean()) {
              waiter.cancel("half");
              cancelled[0]++;
            }
          }
          return null;
        }));

    assertThat(seen[0] + cancelled[0]).isEqualTo(10_000);
    assertThat(cancelled[0]).isBetween(4_000, 6_000);
  }

  @Test
  void aChainOfTasksEachInTheScopeOfTheOneBeforeIsCancelledToItsEnd() {
    int[] ended = {0};
    stage.run(() -> {
      Throwable thrown =
          thrownBy(() ->
              Scope.run(scope -> {
                scope.start("link", () -> link(DEEP, ended));
                Stage.sleep(1);
                scope.cancel("enough");
                sleepForEver();
                return null;
              }));
      stage.mark(thrown);
    });

    assertThat(stage.trail).singleElement().isInstanceOf(CancellationException.class);
    assertThat(ended[0]).isEqualTo(DEEP);
  }

  @Test
  void aFailureAtTheEndOfALongChainComesUpAsItIs() {
    IllegalStateException failure = new IllegalStateException("deep down");
    stage.run(() ->
        stage.mark(
            thrownBy(() -> Scope.run(scope -> scope.start("link", () -> failing(DEEP, failure))))));

    assertThat(stage.trail).containsExactly(failure);
  }

  private static void link(int more, int[] ended) {
    try {
      if (more > 1) {
        Scope.run(scope -> scope.start("link", () -> link(more - 1, ended)));
      } else {
        sleepForEver();
      }
    } finally {
      ended[0]++;
    }
  }

  private static void failing(int more, RuntimeException failure) {
    if (more == 0) {
      throw failure;
    }
    Scope.run(scope -> scope.start("link", () -> failing(more - 1, failure)));
  }
}

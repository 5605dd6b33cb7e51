package io.weightless.scope;

import static io.weightless.scope.Stage.seconds;
import static io.weightless.scope.Stage.sleep;
import static io.weightless.scope.Stage.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RaceTest {
  @AutoClose private final Stage stage = new Stage();

  @Test
  void theFirstToSucceedWinsAndTheOthersAreCancelledAndHaveEnded() {
    stage.run(() ->
        stage.markAt(Scope.race(List.of(after(3, "slow"), after(1, "fast"), after(2, "middle")))));

    assertThat(stage.trail).containsExactly("middle ended@1", "slow ended@1", "fast@1");
  }

  @Test
  void ofThoseThatSucceedAtOnceTheFirstStartedWins() {
    stage.run(() -> stage.mark(Scope.race(List.of(() -> "a", () -> "b"))));

    assertThat(stage.trail).containsExactly("a");
  }

  @Test
  void whoFailsIsOutOfTheRace() {
    Callable<String> failing =
        () -> {
          throw new IOException("out");
        };
    stage.run(() -> stage.markAt(Scope.race(List.of(failing, after(2, "winner")))));

    assertThat(stage.trail).containsExactly("winner@2");
  }

  @Test
  void aLoserThatFailsAfterwardsIsNobodysConcern() {
    Callable<String> sore =
        () -> {
          try {
            sleep(5);
            return "never";
          } finally {
            assertThat(stage.clock.nanos()).as("fails in its clean-up").isNegative();
          }
        };
    stage.run(() -> stage.markAt(Scope.race(List.of(sore, after(1, "winner")))));

    assertThat(stage.trail).containsExactly("winner@1");
  }

  @Test
  void whenAllFailTheFirstIsThrownWithTheOthersInIt() {
    IllegalStateException first = new IllegalStateException("first");
    IOException second = new IOException("second");
    stage.run(
        () -> stage.mark(thrownBy(() -> Scope.race(List.of(failing(first), failing(second))))));
    assertThat(stage.trail).containsExactly(first);
    assertThat(first.getSuppressed()).containsExactly(second);

    stage.trail.clear();
    stage.run(() -> stage.mark(thrownBy(() -> Scope.race(List.of(failing(second))))));
    assertThat(stage.trail).singleElement().isInstanceOf(TaskFailed.class);
    assertThat((Throwable) stage.trail.getFirst()).hasCause(second);
  }

  @Test
  void aRaceEndsWithWhatIsAroundIt() {
    stage.run(() ->
        stage.markAt(
            Scope.runOr(
                Deadline.after(seconds(1)),
                "nobody",
                _ -> Scope.race(List.of(after(2, "a"), after(3, "b"))))));

    assertThat(stage.trail).containsExactly("b ended@1", "a ended@1", "nobody@1");
  }

  @Test
  void aRaceOfNobodyIsRefused() {
    stage.run(() -> stage.mark(thrownBy(() -> Scope.race(List.of())).getMessage()));

    assertThat(stage.trail).containsExactly("a race needs a contender");
  }

  private Callable<String> after(long seconds, String name) {
    return () -> {
      boolean won = false;
      try {
        sleep(seconds);
        won = true;
        return name;
      } finally {
        if (!won) {
          stage.markAt(name + " ended");
        }
      }
    };
  }

  private static Callable<String> failing(Exception failure) {
    return () -> {
      throw failure;
    };
  }
}

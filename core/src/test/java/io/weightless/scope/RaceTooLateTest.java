package io.weightless.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What comes too late for a race that is won: it is no reason to lose the value, which may be a
/// connection that nobody would close.
final class RaceTooLateTest {
  @AutoClose private final Stage stage = new Stage();

  @Test
  void aRaceThatIsWonGivesItsResultAlsoWhenItIsCancelledWhileALoserUnwinds() {
    stage.run(() ->
        Scope.run(scope -> {
          Task<?> task = scope.start("racing", () -> stage.mark(race()));
          Stage.sleep(1);
          Task.yield();
          Task.yield();
          task.cancel("too late");
          return null;
        }));

    assertThat(stage.trail).containsExactly("won", "value");
  }

  private String race() {
    return Scope.race(
        List.of(
            () -> {
              Stage.sleep(1);
              stage.mark("won");
              return "value";
            },
            () -> {
              try {
                Stage.sleepForEver();
                return "never";
              } finally {
                Scope.shield(_ -> {
                  Stage.sleep(5);
                  return null;
                });
                Task.yield();
              }
            }));
  }

  /// A smaller one: close() can't tell whose the flag was, since a race ends by cancelling its
  /// scope.
  @Test
  void aRaceLeavesAnInterruptOfTheUserAlone() {
    stage.run(() -> {
      Thread.currentThread().interrupt();
      Scope.race(List.of(() -> "a", () -> "b"));
      stage.mark(Thread.interrupted());
    });

    assertThat(stage.trail).containsExactly(true);
  }
}

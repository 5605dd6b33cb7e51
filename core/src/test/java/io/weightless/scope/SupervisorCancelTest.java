package io.weightless.scope;

import static io.weightless.scope.Stage.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Work;
import io.weightless.scope.Supervisor.BackOff;
import io.weightless.scope.Supervisor.Intensity;
import io.weightless.scope.Supervisor.Strategy;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// The waits of a supervisor, other than for the next one that ends, cancelled.
class SupervisorCancelTest {
  @AutoClose private final Stage stage = new Stage();

  @Test
  void oneThatIsCancelledInThePauseStartsNobodyAgain() {
    cancelledAtSecondTwo(
        supervisor(Strategy.ONE_FOR_ONE)
            .child("fails", this::failAtSecondOne)
            .child("other", () -> lasting(0)));

    assertThat(stage.trail)
        .containsExactly("failing@0", "other@0", "other ends@2", "Cancelled, flag true@2");
  }

  @Test
  void oneThatIsCancelledWhileItStopsTheOthersEndsWhenTheyHaveAndStartsNobodyAgain() {
    cancelledAtSecondTwo(
        supervisor(Strategy.ALL_FOR_ONE)
            .child("fails", this::failAtSecondOne)
            .child("other", () -> lasting(5)));

    assertThat(stage.trail)
        .containsExactly("failing@0", "other@0", "other ends@6", "Cancelled, flag true@6");
  }

  /// It is stopped with the others, and was not done.
  @Test
  void aChildThatIsStoppedAndReturnsAllTheSameIsStartedAgain() {
    Work<RuntimeException> stubborn =
        () -> {
          stage.markAt("stubborn");
          Waiting.outcome(() -> Stage.sleep(50));
        };
    stage.run(() ->
        new Supervisor(
                Strategy.ALL_FOR_ONE,
                new Intensity(1, seconds(10)),
                new BackOff(seconds(0), seconds(0)))
            .child("fails", failingOnce())
            .child("stubborn", stubborn)
            .run());

    assertThat(stage.trail).containsExactly("failing@0", "stubborn@0", "failing@1", "stubborn@1");
  }

  private void cancelledAtSecondTwo(Supervisor supervisor) {
    stage.run(() ->
        Scope.run(scope -> {
          Task<?> task =
              scope.start(
                  "supervising",
                  () -> {
                    String outcome = Waiting.outcome(supervisor::run);
                    boolean flag = Thread.currentThread().isInterrupted();
                    stage.markAt(outcome + ", flag " + flag);
                  });
          Stage.sleep(2);
          task.cancel("enough");
          return null;
        }));
  }

  private void failAtSecondOne() throws IOException {
    stage.markAt("failing");
    Stage.sleep(1);
    throw new IOException("mine");
  }

  private Work<IOException> failingOnce() {
    List<Work<IOException>> lives = List.of(this::failAtSecondOne, () -> stage.markAt("failing"));
    int[] life = {0};
    return () -> lives.get(life[0]++).run();
  }

  /// @param more seconds that it takes to end when it is cancelled
  private void lasting(long more) {
    stage.markAt("other");
    try {
      Stage.sleep(50);
    } finally {
      Scope.shield(_ -> {
        Stage.sleep(more);
        return null;
      });
      stage.markAt("other ends");
    }
  }

  private static Supervisor supervisor(Strategy strategy) {
    return new Supervisor(
        strategy, new Intensity(10, seconds(100)), new BackOff(seconds(20), seconds(20)));
  }
}

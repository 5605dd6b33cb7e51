package io.weightless.scope;

import static io.weightless.scope.Stage.sleep;
import static io.weightless.scope.Stage.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Cancelled;
import io.weightless.scope.Supervisor.BackOff;
import io.weightless.scope.Supervisor.Intensity;
import io.weightless.scope.Supervisor.Strategy;
import io.weightless.sync.Event;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What is kept of failures, and said of them.
final class FailureWordsTest {
  @AutoClose private final Stage stage = new Stage();

  /// A Cancelled's reason does not repeat the whole report.
  @Test
  void theReasonOfADeadlocksCancellationIsOneLine() {
    thrownBy(() ->
        stage.reactor.run(() -> {
          try {
            new Event().await();
          } catch (Cancelled c) {
            stage.mark(c.getMessage());
            throw c;
          }
        }));
    assertThat(stage.trail.getFirst().toString().lines()).hasSize(1);
  }

  /// An exception that is one object for all lives grows with each restart of all.
  @Test
  void aFailureThatIsThrownAgainDoesNotGrowWithEachRestart() {
    IllegalStateException one = new IllegalStateException("one");
    IllegalStateException other = new IllegalStateException("other");
    int[] lives = {0};
    stage.run(() ->
        new Supervisor(
                Strategy.ALL_FOR_ONE,
                new Intensity(1000, Duration.ofDays(1)),
                new BackOff(Duration.ZERO, Duration.ZERO))
            .child(
                "a",
                () -> {
                  try {
                    sleep(5);
                  } catch (Cancelled _) {
                    throw other;
                  }
                })
            .child(
                "b",
                () -> {
                  sleep(1);
                  if (lives[0]++ < 50) throw one;
                  sleep(60);
                })
            .run());
    assertThat(one.getSuppressed()).hasSizeLessThan(2);
  }
}

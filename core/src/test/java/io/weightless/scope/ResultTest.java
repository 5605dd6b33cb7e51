package io.weightless.scope;

import static io.weightless.scope.Stage.sleep;
import static io.weightless.scope.Stage.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// The result of a task that has ended, without a wait.
class ResultTest {
  @AutoClose private final Stage stage = new Stage();

  @Test
  void whatHasEndedHasAResultAndWhatRunsHasNone() {
    stage.run(() ->
        Scope.run(scope -> {
          Task<String> task = scope.start("task", () -> "value");
          stage.mark(thrownBy(task::result).getMessage());
          task.await();
          stage.mark(task.result());
          return null;
        }));

    assertThat(stage.trail).containsExactly("task 'task' still runs", "value");
  }

  @Test
  void aCancelledTaskMayLookAtIt() {
    stage.run(() ->
        Scope.run(scope -> {
          Task<String> task = scope.start("task", () -> "value");
          Task<?> cancelled =
              scope.start(
                  "cancelled",
                  () -> {
                    task.await();
                    sleepCancelled();
                    stage.mark(task.result());
                  });
          sleep(1);
          cancelled.cancel("enough");
          return null;
        }));

    assertThat(stage.trail).containsExactly("value");
  }

  private static void sleepCancelled() {
    thrownBy(() -> sleep(9));
  }

  @Test
  void whatItFailedWithIsThrownAsFromAwaitAndIsRetrieved() {
    stage.run(() ->
        Scope.collect(scope -> {
          Task<?> fails =
              scope.start(
                  "fails",
                  () -> {
                    throw new IOException("failure");
                  });
          Task<?> cancelled = scope.start("cancelled", () -> sleep(9));
          cancelled.cancel("enough");
          sleep(1);
          stage.mark(thrownBy(fails::result).getClass());
          stage.mark(thrownBy(cancelled::result).getClass());
          return null;
        }));

    assertThat(stage.trail).containsExactly(TaskFailed.class, CancellationException.class);
  }
}

package io.weightless.scope;

import static io.weightless.scope.Stage.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.engine.internal.Carrier;
import io.weightless.reactor.Cancelled;
import io.weightless.reactor.Work;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A task that runs another reactor holds its own meanwhile: a cancellation of it comes after.
class ReactorInTaskTest {
  @AutoClose private final Stage stage = new Stage();
  @AutoClose private final Stage other = new Stage();

  @Test
  void aTaskThatIsCancelledBeforeItGoesOnIsToldAtTheNextWait() {
    stage.run(() ->
        Scope.run(scope -> {
          Task<?> task =
              scope.start("task", () -> seen(() -> other.run(() -> other.markAt(slept(3)))));
          Task.yield();
          stage.reactor.post(() -> task.cancel("enough"));
          return null;
        }));

    assertThat(other.trail).containsExactly("slept@3");
    assertThat(stage.trail).containsExactly("answer, flag true; then Cancelled");
  }

  @Test
  void aFailureOfItIsNotLostWhenTheTaskIsCancelledBeforeItGoesOn() {
    stage.run(() ->
        Scope.run(scope -> {
          Task<?> task =
              scope.start(
                  "task",
                  () ->
                      seen(() ->
                          other.run(() -> {
                            throw new IOException("mine");
                          })));
          Task.yield();
          stage.reactor.post(() -> task.cancel("enough"));
          return null;
        }));

    assertThat(stage.trail).containsExactly("IOException, flag true; then Cancelled");
  }

  @Test
  void aDeadlineThatPassesMeanwhileIsSeenAtTheNextStep() {
    stage.run(() -> {
      stage.mark(
          Waiting.outcome(() ->
              Scope.run(
                  Deadline.after(seconds(1)),
                  _ -> {
                    other.run(() -> stage.clock.advance(seconds(5)));
                    stage.markAt("ran");
                    Task.sleep(Duration.ZERO);
                    return null;
                  })));
      stage.mark(Thread.currentThread().isInterrupted());
    });

    assertThat(stage.trail).containsExactly("ran@5", "DeadlineExceeded", false);
  }

  @Test
  void theEndOfTheOuterReactorIsSeenAfterIt() {
    String outcome =
        Waiting.outcome(() ->
            stage.run(() -> {
              Carrier carrier = Carrier.current();
              stage.reactor.post(
                  () -> stage.reactor.post(() -> carrier.end(() -> new Cancelled("enough", this))));
              seen(() -> other.run(() -> other.markAt(slept(3))));
              Task.yield();
            }));

    assertThat(outcome).isEqualTo("Cancelled");
    assertThat(other.trail).containsExactly("slept@3");
    assertThat(stage.trail).containsExactly("answer, flag true; then Cancelled");
  }

  private void seen(Work<?> run) {
    String outcome = Waiting.outcome(run);
    outcome += ", flag " + Thread.currentThread().isInterrupted();
    stage.mark(outcome + "; then " + Waiting.outcome(Task::yield));
  }

  private static String slept(long seconds) {
    Stage.sleep(seconds);
    return "slept";
  }
}

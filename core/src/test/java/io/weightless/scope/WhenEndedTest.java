package io.weightless.scope;

import static io.weightless.scope.Stage.sleep;
import static io.weightless.scope.Stage.sleepForEver;
import static io.weightless.scope.Stage.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class WhenEndedTest {
  @AutoClose private final Stage stage = new Stage();

  @Test
  void whoeverWantsToIsToldOfTheEndHoweverItCame() {
    stage.run(() ->
        Scope.collect(scope -> {
          Task<?> done = scope.start("done", () -> sleep(1));
          Task<?> failed = scope.start("failed", () -> failAfter(2));
          Task<?> cancelled = scope.start("cancelled", Stage::sleepForEver);
          for (Task<?> task : new Task<?>[] {done, failed, cancelled}) {
            task.whenEnded(() -> stage.markAt(task.name() + " " + task.state()));
          }
          sleep(3);
          cancelled.cancel("enough");
          stage.mark(thrownBy(failed::await).getMessage());
          return null;
        }));

    assertThat(stage.trail)
        .containsExactly("done DONE@1", "failed FAILED@2", "mine", "cancelled CANCELLED@3");
  }

  @Test
  void noticesOfOneTaskComeInTheOrderInWhichTheyWereAskedFor() {
    stage.run(() ->
        Scope.run(scope -> {
          Task<?> task = scope.start("task", () -> {});
          task.whenEnded(() -> stage.mark("first"));
          task.whenEnded(() -> stage.mark("second"));
          task.await();
          task.whenEnded(() -> stage.mark("third"));
          Task.yield();
          return null;
        }));

    assertThat(stage.trail).containsExactly("first", "second", "third");
  }

  @Test
  void aNoticeThatFailsEndsTheRun() {
    Throwable thrown =
        thrownBy(() ->
            stage.run(() ->
                Scope.run(scope -> {
                  scope.start("task", () -> {}).whenEnded(WhenEndedTest::fail);
                  sleepForEver();
                  return null;
                })));

    assertThat(thrown).hasMessage("of a notice");
  }

  private static void fail() {
    throw new IllegalStateException("of a notice");
  }

  private static void failAfter(int seconds) {
    sleep(seconds);
    throw new IllegalStateException("mine");
  }
}

package io.weightless.sync;

import static io.weightless.scene.Scene.seconds;
import static io.weightless.scene.Scene.sleep;
import static io.weightless.scene.Scene.thrownBy;
import static io.weightless.sync.NoSuspend.noSuspend;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.scene.Scene;
import io.weightless.scope.Deadline;
import io.weightless.scope.Task;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What Stackless's block trap and its atomic sections show, beside [NoSuspendTest]: which
/// operations are no waits, and that nothing runs between two waits.
class BlockTrapTest {
  @AutoClose private final Scene scene = new Scene();

  @Test
  void whatOnlyMakesOthersReadyIsAllowedInASection() {
    scene.run(scope -> {
      Event event = new Event();
      Condition condition = new Condition();
      Semaphore semaphore = new Semaphore(1);
      Lock lock = new Lock();
      boolean[] isTrue = {false};
      lock.lock();
      semaphore.acquire();
      scope.start("event", () -> afterWait("event", event::await));
      scope.start(
          "condition", () -> afterWait("condition", () -> condition.await(() -> isTrue[0])));
      scope.start("semaphore", () -> afterWait("semaphore", semaphore::acquire));
      scope.start(
          "lock",
          () -> {
            afterWait("lock", lock::lock);
            lock.unlock();
          });
      Task<?> cancelled =
          scope.start("cancelled", () -> scene.mark(thrownBy(() -> sleep(9)).getMessage()));
      Task.yield();
      noSuspend(() -> {
        event.set();
        isTrue[0] = true;
        condition.signal();
        semaphore.release();
        lock.unlock();
        cancelled.cancel("in a section");
        scope.start("started", () -> scene.mark("started"));
        cancelled.whenEnded(() -> {});
        scene.reactor.after(seconds(1), () -> {}).cancel();
        Deadline.after(seconds(1)).left();
        scene.mark("section over");
      });
      return null;
    });

    assertThat(scene.trail)
        .startsWith("section over")
        .contains("event", "condition", "semaphore", "lock", "in a section", "started");
  }

  private void afterWait(String name, Runnable wait) {
    wait.run();
    scene.mark(name);
  }

  /// There is no preemption: what was read is still true when it is written.
  @Test
  void betweenTwoWaitsNoOtherTaskAndNoCallbackRuns() {
    int[] counter = {0};
    scene.run(scope -> {
      for (int i = 0; i < 20; i++) {
        scope.start(
            "t" + i,
            () -> {
              for (int turn = 0; turn < 20; turn++) {
                int before = counter[0];
                scene.reactor.post(() -> counter[0]++);
                scene.reactor.after(seconds(0), () -> counter[0]++);
                scene.clock.advance(seconds(1));
                counter[0] = before + 1;
                Task.yield();
              }
            });
      }
      return null;
    });
    while (scene.reactor.step()) {
      // what was posted last
    }

    assertThat(counter[0]).as("additions, none of which was lost").isEqualTo(3 * 400);
  }
}

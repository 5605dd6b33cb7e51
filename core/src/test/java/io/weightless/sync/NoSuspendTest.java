package io.weightless.sync;

import static io.weightless.scene.Scene.sleep;
import static io.weightless.scene.Scene.thrownBy;
import static io.weightless.sync.NoSuspend.noSuspend;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.engine.internal.Suspension;
import io.weightless.reactor.Cancelled;
import io.weightless.reactor.Work;
import io.weightless.scene.Scene;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.testkit.FastEngine;
import io.weightless.testkit.PortableEngine;
import java.io.IOException;
import java.util.concurrent.SynchronousQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class NoSuspendTest {
  private static final String REFUSED = "task 'main' can't wait here: it is in a noSuspend section";

  @AutoClose private final Scene scene = new Scene();

  @Test
  void aSectionThatDoesNotWaitReturnsItsValueAndItsFailure() {
    IOException failure = new IOException("disk");
    scene.run(scope -> {
      Lock free = new Lock();
      scene.mark(noSuspend(() -> "value"));
      noSuspend(() -> {
        try (var _ = free.hold()) {
          scene.mark("a free lock is no wait");
        }
      });
      scene.mark(
          thrownBy(() ->
              noSuspend(() -> {
                throw failure;
              })));
      return null;
    });

    assertThat(scene.trail).containsExactly("value", "a free lock is no wait", failure);
    assertThat(failure).hasNoSuppressedExceptions();
  }

  @Test
  void everyWaitOfOursIsRefusedAtOnce() {
    scene.run(scope -> {
      Task<?> other = scope.start("other", () -> scene.mark("other"));
      refused(Task::yield);
      refused(() -> sleep(1));
      refused(other::await);
      refused(() -> new Event().await());
      refused(() -> new Barrier(2).await());
      refused(() -> new Condition().await(() -> false));
      refused(() -> Ticker.every(Scene.seconds(1)).await());
      try (Scene inner = new Scene()) {
        refused(inner.reactor::step);
      }
      return null;
    });

    assertThat(scene.trail).containsExactly("other");
    assertThat(scene.clock.nanos()).isZero();
  }

  @Test
  void aRefusedWaitLeavesEverythingAsItWas() {
    scene.run(scope -> {
      Lock lock = new Lock();
      Semaphore semaphore = new Semaphore(3);
      Barrier barrier = new Barrier(2);
      scope.start(
          "holder",
          () -> {
            try (var _ = lock.hold()) {
              sleep(1);
            }
          });
      scope.start("taker", () -> semaphore.acquire(2));
      Task.yield();
      refused(lock::lock);
      refused(() -> semaphore.acquire(2));
      refused(barrier::await);
      scene.mark(lock.toString());
      scene.mark(semaphore.toString());
      scene.mark(barrier.toString());
      return null;
    });

    assertThat(scene.trail)
        .containsExactly(
            "Lock[held by 'holder'; nobody waits]",
            "Semaphore[1 of 3 free; nobody waits]",
            "Barrier[generation 0, 0 of 2 came; nobody waits]");
  }

  @Test
  void aWaitThatBeganOutsideIsTakenBackWhenItWouldWaitInside() {
    scene.run(scope -> {
      Suspension<@Nullable Void> wait = new Suspension<>("an answer");
      refused(() -> wait.await(() -> scene.trail.add("withdrawn")));
      wait.resume(null);
      noSuspend(() -> {
        wait.awaitShielded();
      });
      return null;
    });

    assertThat(scene.trail).containsExactly("withdrawn");
  }

  @Test
  void afterTheSectionTheTaskMayWaitAgainAndInAnInnerOneStillNot() {
    scene.run(scope -> {
      noSuspend(() -> {
        noSuspend(() -> scene.mark("inner"));
        scene.mark(thrownBy(Task::yield).getMessage());
      });
      sleep(1);
      scene.markAt("slept");
      return null;
    });

    assertThat(scene.trail).containsExactly("inner", REFUSED, "slept@1");
  }

  @Test
  void otherTasksMayWaitMeanwhile() {
    scene.run(scope -> {
      scope.start(
          "other",
          () -> {
            sleep(1);
            scene.markAt("other");
          });
      noSuspend(() -> scene.mark("section"));
      sleep(1);
      return null;
    });

    assertThat(scene.trail).containsExactly("section", "other@1");
  }

  @Test
  void aScopeInASectionCancelsTheTasksThatItCannotWaitFor() {
    scene.run(scope -> {
      Throwable thrown =
          thrownBy(() ->
              noSuspend(() -> {
                Scope.run(inner -> inner.start("child", this::sleepLong));
              }));
      scene.mark(thrown.getMessage());
      noSuspend(() -> {
        Scope.run(inner -> inner);
      });
      sleep(1);
      scene.markAt("main");
      return null;
    });

    assertThat(scene.trail).containsExactly(REFUSED, "child cancelled", "main@1");
  }

  private void sleepLong() {
    try {
      sleep(100);
    } catch (Cancelled cancelled) {
      scene.mark("child cancelled");
      throw cancelled;
    }
  }

  @Test
  void aCancelledTaskSeesItInASectionAndDoesNotGiveTheLoopUpEither() {
    scene.run(scope -> {
      Task<?> task =
          scope.start(
              "task",
              () -> {
                thrownBy(() -> sleep(100));
                Lock lock = new Lock();
                noSuspend(() -> {
                  for (int i = 0; i < 3; i++) {
                    scene.mark(thrownBy(lock::lock).getMessage());
                  }
                });
              });
      Task.yield();
      task.cancel("enough");
      scope.start("other", () -> scene.mark("other"));
      return null;
    });

    assertThat(scene.trail).containsExactly("enough", "enough", "enough", "other");
  }

  @Test
  @FastEngine
  void aWaitOfTheJdkIsReportedAtTheEndOfTheSection() {
    SynchronousQueue<String> queue = new SynchronousQueue<>();
    scene.run(scope -> {
      scope.start("other", () -> queue.put("value"));
      scene.mark(thrownBy(() -> noSuspend(() -> scene.mark(queue.take()))).getMessage());
      scope.start("other", () -> queue.put("value"));
      Throwable failed =
          thrownBy(() ->
              noSuspend(() -> {
                throw new IOException(queue.take());
              }));
      scene.mark(failed.getMessage());
      scene.mark(failed.getSuppressed().length);
      return null;
    });

    assertThat(scene.trail)
        .containsExactly(
            "value",
            "task 'main' gave the loop up in a noSuspend section, by a wait of the JDK: others may"
                + " have run",
            "value",
            1);
  }

  @Test
  @PortableEngine
  void aWaitOfTheJdkHoldsTheLoopOnThePortableEngineSoThatNobodyElseRuns()
      throws InterruptedException {
    SynchronousQueue<String> queue = new SynchronousQueue<>();
    Thread giver = Thread.ofPlatform().start(() -> give(queue));
    scene.run(scope -> {
      scope.start("other", () -> scene.mark("other"));
      noSuspend(() -> scene.mark(queue.take()));
      return null;
    });

    assertThat(scene.trail).containsExactly("value", "other");
    giver.join();
  }

  private static void give(SynchronousQueue<String> queue) {
    try {
      queue.put("value");
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// In a section, `wait` throws before any other task runs.
  private static void refused(Work<?> wait) {
    assertThat(thrownBy(() -> noSuspend(wait)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(REFUSED);
  }
}

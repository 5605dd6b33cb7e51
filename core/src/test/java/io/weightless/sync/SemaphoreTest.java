package io.weightless.sync;

import static io.weightless.scene.Scene.sleep;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Reactor;
import io.weightless.scene.Scene;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class SemaphoreTest {
  @AutoClose private final Scene scene = new Scene();

  @Test
  void asManyTasksAsItHasPermitsGoThroughAtATime() {
    scene.run(scope -> {
      Semaphore semaphore = new Semaphore(2);
      for (String name : List.of("a", "b", "c", "d", "e")) {
        scope.start(name, () -> using(semaphore, 1, name));
      }
      return null;
    });

    assertThat(scene.trail).containsExactly("a@0", "b@0", "c@1", "d@1", "e@2");
  }

  @Test
  void tryAcquireTakesWhatIsFreeAndNeverWaits() {
    scene.run(scope -> {
      Semaphore semaphore = new Semaphore(2);
      scene.mark(semaphore.tryAcquire());
      scene.mark(semaphore.tryAcquire(2));
      scene.mark(semaphore.tryAcquire());
      scene.mark(semaphore.tryAcquire());
      scene.mark(semaphore.free());
      return null;
    });

    assertThat(scene.trail).containsExactly(true, false, true, false, 0);
  }

  @Test
  void morePermitsThanAreOutCannotBeReleased() {
    scene.run(scope -> {
      Semaphore semaphore = new Semaphore(3);
      semaphore.acquire(2);
      semaphore.release(2);
      scene.mark(thrownBy(semaphore::release).getMessage());
      semaphore.acquire();
      scene.mark(thrownBy(() -> semaphore.release(2)).getMessage());
      scene.mark(semaphore.free());
      return null;
    });

    assertThat(scene.trail)
        .containsExactly(
            "can't release 1: only 0 of 3 are out", "can't release 2: only 1 of 3 are out", 2);
  }

  @Test
  void aWeightThatCannotBeIsRefusedAndItsBoundsAreNot() {
    scene.run(scope -> {
      Semaphore semaphore = new Semaphore(3);
      semaphore.acquire(3);
      semaphore.release(3);
      for (int weight : new int[] {0, -1, 4}) {
        scene.mark(thrownBy(() -> semaphore.acquire(weight)).getClass());
        scene.mark(thrownBy(() -> semaphore.tryAcquire(weight)).getClass());
        scene.mark(thrownBy(() -> semaphore.release(weight)).getClass());
      }
      scene.mark(thrownBy(() -> new Semaphore(0)).getClass());
      return null;
    });

    assertThat(scene.trail).hasSize(10).containsOnly(IllegalArgumentException.class);
  }

  @Test
  void oneThatAsksForManyIsNotOvertakenByThoseWhoAskForFew() {
    scene.run(scope -> {
      Semaphore semaphore = new Semaphore(3);
      scope.start("a", () -> using(semaphore, 2, "a"));
      scope.start("heavy", () -> using(semaphore, 3, "heavy"));
      scope.start("light", () -> using(semaphore, 1, "light"));
      Task.yield();
      scene.mark(semaphore.tryAcquire());
      scene.mark(semaphore.toString());
      return null;
    });

    assertThat(scene.trail)
        .containsExactly(
            "a@0",
            false,
            "Semaphore[1 of 3 free; waiting: 'heavy', 'light']",
            "heavy@1",
            "light@2");
  }

  @Test
  void whenTheOneInFrontIsCancelledThoseWhoCanAreServed() {
    scene.run(scope -> {
      Semaphore semaphore = new Semaphore(3);
      scope.start("a", () -> using(semaphore, 1, "a"));
      Task<?> heavy = scope.start("heavy", () -> using(semaphore, 3, "heavy"));
      scope.start("b", () -> using(semaphore, 1, "b"));
      scope.start("c", () -> using(semaphore, 1, "c"));
      scope.start("d", () -> using(semaphore, 1, "d"));
      Task.yield();
      heavy.cancel("enough");
      return null;
    });

    assertThat(scene.trail).containsExactly("a@0", "b@0", "c@0", "d@1");
  }

  @Test
  void aReleaseServesAllThatItCanInTheirOrder() {
    scene.run(scope -> {
      Semaphore semaphore = new Semaphore(4);
      semaphore.acquire(4);
      scope.start("a", () -> using(semaphore, 1, "a"));
      scope.start("b", () -> using(semaphore, 2, "b"));
      scope.start("c", () -> using(semaphore, 2, "c"));
      Task.yield();
      semaphore.release(4);
      return null;
    });

    assertThat(scene.trail).containsExactly("a@0", "b@0", "c@1");
  }

  @Test
  void aCallbackMayReleaseAndAnotherReactorMayNot() {
    Semaphore[] semaphore = new Semaphore[1];
    scene.run(scope -> {
      semaphore[0] = new Semaphore(1);
      semaphore[0].acquire();
      Reactor.current().post(semaphore[0]::release);
      semaphore[0].acquire();
      scene.mark("acquired");
      return null;
    });
    try (Scene other = new Scene()) {
      other.run(scope -> {
        scene.mark(thrownBy(semaphore[0]::release).getMessage());
        return null;
      });
    }

    assertThat(scene.trail).hasSize(2).first().isEqualTo("acquired");
    assertThat(scene.trail.getLast()).asString().startsWith("this belongs to another reactor");
  }

  @Test
  void tenThousandWaitersAreCancelledFromTheMiddleAndTheRestServedInOrder() {
    scene.run(scope -> {
      Semaphore semaphore = new Semaphore(1);
      semaphore.acquire();
      Scope.run(waiting -> {
        Task<?>[] tasks = new Task<?>[10_000];
        for (int i = 0; i < tasks.length; i++) {
          int number = i;
          tasks[i] =
              waiting.start(
                  "w" + i,
                  () -> {
                    semaphore.acquire();
                    scene.mark(number);
                    semaphore.release();
                  });
        }
        Task.yield();
        for (int i = 1; i < tasks.length - 1; i++) {
          tasks[i].cancel("enough");
        }
        semaphore.release();
        return null;
      });
      scene.mark(semaphore.toString());
      return null;
    });

    assertThat(scene.trail).containsExactly(0, 9_999, "Semaphore[1 of 1 free; nobody waits]");
  }

  private void using(Semaphore semaphore, int weight, String name) {
    semaphore.acquire(weight);
    try {
      scene.markAt(name);
      sleep(1);
    } finally {
      semaphore.release(weight);
    }
  }
}

package io.weightless.sync;

import static io.weightless.scene.Scene.sleep;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Cancelled;
import io.weightless.scene.Scene;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class BarrierTest {
  @AutoClose private final Scene scene = new Scene();

  @Test
  void allGoOnWhenTheLastOneComesAndTheLastOneFirst() {
    scene.run(scope -> {
      Barrier barrier = new Barrier(3);
      for (int i = 0; i < 3; i++) {
        int number = i;
        scope.start(
            "p" + i,
            () -> {
              sleep(number);
              scene.markAt("place " + barrier.await());
            });
      }
      return null;
    });

    assertThat(scene.trail).containsExactly("place 2@2", "place 0@2", "place 1@2");
  }

  @Test
  void generationsFollowEachOtherAndNobodyIsCountedTwice() {
    scene.run(scope -> {
      Barrier barrier = new Barrier(11);
      int[] round = new int[11];
      for (int i = 0; i < 11; i++) {
        int number = i;
        scope.start(
            "p" + i,
            () -> {
              for (int g = 0; g < 5; g++) {
                sleep((number * 7 + g * 3) % 11);
                round[number]++;
                barrier.await();
                assertThat(round).containsOnly(g + 1);
                barrier.await();
              }
              scene.mark(number);
            });
      }
      return null;
    });

    assertThat(scene.trail).hasSize(11);
  }

  @Test
  void aBarrierForOneNeverWaits() {
    scene.run(scope -> {
      Barrier barrier = new Barrier(1);
      scope.start("other", () -> scene.mark("other"));
      scene.mark(barrier.await());
      scene.mark(barrier.await());
      scene.mark(thrownBy(() -> new Barrier(0)).getClass());
      return null;
    });

    assertThat(scene.trail).containsExactly(0, 0, IllegalArgumentException.class, "other");
  }

  @Test
  void aPartyThatIsCancelledBreaksTheGenerationForAllUntilTheReset() {
    scene.run(scope -> {
      Barrier barrier = new Barrier(3);
      Task<?> gone = scope.start("gone", barrier::await);
      scope.start("waits", () -> scene.mark(thrownBy(barrier::await).getMessage()));
      Task.yield();
      gone.cancel("enough");
      Task.yield();
      scene.mark(thrownBy(barrier::await).getClass());
      scene.mark(barrier.toString());
      barrier.reset();
      scene.mark(barrier.isBroken());
      for (int i = 0; i < 2; i++) {
        scope.start("again", () -> scene.mark(barrier.await()));
      }
      Task.yield();
      scene.mark(barrier.toString());
      scene.mark(barrier.await());
      return null;
    });

    assertThat(scene.trail)
        .containsExactly(
            "the barrier is broken: task 'gone' was cancelled",
            BarrierBroken.class,
            "Barrier[generation 0, broken: task 'gone' was cancelled]",
            false,
            "Barrier[generation 1, 2 of 3 came; waiting: 'again', 'again']",
            2,
            0,
            1);
  }

  @Test
  void aPartyThatWasCancelledBeforeItCameBreaksItToo() {
    scene.run(scope -> {
      Barrier barrier = new Barrier(2);
      scope.start("waits", () -> scene.mark(thrownBy(barrier::await).getMessage()));
      Task<?> gone =
          scope.start(
              "gone",
              () -> {
                thrownBy(() -> sleep(10));
                scene.mark(thrownBy(barrier::await).getClass());
              });
      Task.yield();
      gone.cancel("enough");
      return null;
    });

    assertThat(scene.trail)
        .containsExactlyInAnyOrder(
            Cancelled.class, "the barrier is broken: task 'gone' was cancelled");
  }

  @Test
  void aPartyThatIsCancelledAfterTheLastOneCameWasThere() {
    scene.run(scope -> {
      Barrier barrier = new Barrier(2);
      Task<?> late =
          scope.start(
              "late",
              () -> {
                scene.mark(barrier.await());
                scene.mark(thrownBy(barrier::await).getClass());
              });
      Task.yield();
      barrier.await();
      late.cancel("too late for this wait");
      scene.mark(barrier.isBroken());
      return null;
    });

    assertThat(scene.trail).containsExactly(false, 0, Cancelled.class);
  }

  @Test
  void aTimeoutOfOnePartyBreaksItForTheOthersWithTheNameOfThatParty() {
    scene.run(scope -> {
      Barrier barrier = new Barrier(3);
      scope.start("waits", () -> scene.markAt(thrownBy(barrier::await).getMessage()));
      Throwable thrown =
          thrownBy(() ->
              Scope.run(
                  Deadline.after(Scene.seconds(2)),
                  _ -> {
                    barrier.await();
                    return null;
                  }));
      scene.markAt(thrown.getClass());
      return null;
    });

    assertThat(scene.trail)
        .containsExactlyInAnyOrder(
            "the barrier is broken: task 'main' was cancelled@2", DeadlineExceeded.class + "@2");
  }

  @Test
  void aResetSendsThoseWhoWaitAway() {
    scene.run(scope -> {
      Barrier barrier = new Barrier(2);
      scope.start("waits", () -> scene.mark(thrownBy(barrier::await).getMessage()));
      Task.yield();
      barrier.reset();
      scene.mark(barrier.toString());
      return null;
    });

    assertThat(scene.trail)
        .containsExactly(
            "Barrier[generation 1, 0 of 2 came; nobody waits]",
            "the barrier is broken: it was reset");
  }

  @Test
  void anotherReactorIsRefused() {
    Barrier[] barrier = new Barrier[1];
    scene.run(scope -> barrier[0] = new Barrier(2));
    try (Scene other = new Scene()) {
      other.run(scope -> {
        scene.mark(thrownBy(barrier[0]::await).getMessage());
        scene.mark(thrownBy(barrier[0]::reset).getMessage());
        return null;
      });
    }

    assertThat(scene.trail)
        .hasSize(2)
        .allMatch(message -> message.toString().startsWith("this belongs to another reactor"));
  }
}

package io.weightless.sync;

import static io.weightless.scene.Scene.seconds;
import static io.weightless.scene.Scene.sleep;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Cancelled;
import io.weightless.reactor.Repeating;
import io.weightless.scene.Scene;
import io.weightless.scope.Task;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Computing is made of moving the clock by hand: a second for each step.
class CooperatorTest {
  @AutoClose private final Scene scene = new Scene();

  @Test
  void aTaskGivesTheLoopUpWhenItsSliceIsUsedUpAndNotBefore() {
    scene.run(scope -> {
      Cooperator slices = new Cooperator(seconds(3));
      scope.start("other", () -> scene.mark("other"));
      for (int i = 1; i <= 7; i++) {
        compute("step " + i);
        slices.step();
      }
      return null;
    });

    assertThat(scene.trail)
        .containsExactly(
            "step 1@0",
            "step 2@1",
            "step 3@2",
            "other",
            "step 4@3",
            "step 5@4",
            "step 6@5",
            "step 7@6");
  }

  @Test
  void severalTakeSlicesByTurns() {
    scene.run(scope -> {
      Cooperator slices = new Cooperator(seconds(2));
      for (String name : List.of("a", "b", "c")) {
        scope.start(
            name,
            () ->
                slices.run(
                    IntStream.range(0, 4).mapToObj(i -> name).peek(this::compute).iterator()));
      }
      return null;
    });

    assertThat(scene.trail)
        .containsExactly(
            "a@0", "a@1", "b@2", "c@3", "a@4", "a@5", "b@6", "b@7", "c@8", "c@9", "b@10", "c@11");
  }

  @Test
  void inEachStepOfTheReactorAtMostOneOfThemComputes() {
    int[] slicesInStep = {0};
    scene.run(scope -> {
      Cooperator slices = new Cooperator(seconds(1));
      Repeating everyStep =
          scene.reactor.everyStep(() -> {
            scene.mark(slicesInStep[0]);
            slicesInStep[0] = 0;
          });
      Task<?>[] tasks = new Task<?>[5];
      for (int i = 0; i < tasks.length; i++) {
        tasks[i] =
            scope.start(
                "t" + i,
                () -> {
                  slices.step();
                  for (int step = 0; step < 10; step++) {
                    slicesInStep[0]++;
                    scene.clock.advance(seconds(1));
                    slices.step();
                  }
                });
      }
      scene.clock.advance(seconds(1));
      for (Task<?> task : tasks) {
        task.await();
      }
      everyStep.cancel();
      return null;
    });

    assertThat(scene.trail).filteredOn(count -> !count.equals(0)).hasSize(50).containsOnly(1);
  }

  @Test
  void timersComeBetweenSlices() {
    scene.run(scope -> {
      Cooperator slices = new Cooperator(seconds(2));
      scope.start(
          "timer",
          () -> {
            sleep(3);
            scene.markAt("timer");
          });
      Task.yield();
      for (int i = 0; i < 6; i++) {
        compute("step");
        slices.step();
      }
      return null;
    });

    assertThat(scene.trail)
        .containsExactly("step@0", "step@1", "step@2", "step@3", "timer@4", "step@4", "step@5");
  }

  @Test
  void oneThatEndsOrWaitsForSomethingElseDoesNotHoldTheOthersUp() {
    scene.run(scope -> {
      Cooperator slices = new Cooperator(seconds(1));
      scope.start("ends", () -> twoSteps(slices, "ends"));
      scope.start(
          "sleeps",
          () -> {
            twoSteps(slices, "sleeps");
            sleep(100);
            twoSteps(slices, "woken");
          });
      scope.start("goes on", () -> twoSteps(slices, "goes on"));
      return null;
    });

    assertThat(scene.trail)
        .containsExactly(
            "ends@0",
            "sleeps@1",
            "goes on@2",
            "ends@3",
            "sleeps@4",
            "goes on@5",
            "woken@106",
            "woken@107");
  }

  @Test
  void oneThatIsCancelledLeavesNoTrace() {
    scene.run(scope -> {
      Cooperator slices = new Cooperator(seconds(1));
      Task<?> gone =
          scope.start(
              "gone",
              () -> {
                compute("gone");
                scene.mark(thrownBy(slices::step).getClass());
              });
      Task.yield();
      scene.mark(slices.toString());
      gone.cancel("enough");
      scene.mark(slices.toString());
      sleep(1);
      twoSteps(slices, "next");
      return null;
    });

    assertThat(scene.trail)
        .containsExactly(
            "gone@0",
            "Cooperator[slices of PT1S; waiting: 'gone']",
            "Cooperator[slices of PT1S; nobody waits]",
            Cancelled.class,
            "next@2",
            "next@3");
  }

  @Test
  void aCancelledTaskSeesItAtItsNextStepAlsoWithinItsSlice() {
    scene.run(scope -> {
      Cooperator slices = new Cooperator();
      Task<?> task = scope.start("task", () -> scene.mark(thrownBy(slices::step).getClass()));
      task.cancel("enough");
      return null;
    });

    assertThat(scene.trail).containsExactly(Cancelled.class);
  }

  @Test
  void aSliceHasToBePositive() {
    scene.run(scope -> {
      scene.mark(thrownBy(() -> new Cooperator(Duration.ZERO)).getClass());
      return null;
    });

    assertThat(scene.trail).containsExactly(IllegalArgumentException.class);
  }

  private void twoSteps(Cooperator slices, String name) {
    compute(name);
    slices.step();
    compute(name);
    slices.step();
  }

  private void compute(String name) {
    scene.markAt(name);
    scene.clock.advance(seconds(1));
  }
}

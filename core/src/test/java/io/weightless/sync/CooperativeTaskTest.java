package io.weightless.sync;

import static io.weightless.scene.Scene.seconds;
import static io.weightless.scene.Scene.sleep;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.scene.Scene;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What Twisted's cooperative tasks can do, with a [Cooperator] and what there is anyway; see
/// [CooperatorTest] for the slices.
class CooperativeTaskTest {
  @AutoClose private final Scene scene = new Scene();

  @Test
  void aComputationIsPausedByAnEventAndGoesOnWhereItWas() {
    scene.run(scope -> {
      Cooperator slices = new Cooperator(seconds(1));
      Event mayRun = new Event();
      mayRun.set();
      scope.start(
          "pausing",
          () -> {
            for (int i = 1; i <= 4; i++) {
              mayRun.await();
              compute("pausing " + i);
              slices.step();
            }
          });
      scope.start(
          "other",
          () -> {
            compute("other");
            slices.step();
            mayRun.clear();
            sleep(100);
            scene.markAt("resume");
            mayRun.set();
          });
      return null;
    });

    assertThat(scene.trail)
        .containsSubsequence("pausing 1@0", "other@1", "resume@103", "pausing 3@103")
        .endsWith("pausing 4@104")
        .hasSize(6);
  }

  @Test
  void oneThatFailsEndsAloneAndWhoeverAwaitsItIsTold() {
    scene.run(scope ->
        Scope.collect(inner -> {
          Cooperator slices = new Cooperator(seconds(1));
          Task<?> failing =
              inner.start(
                  "failing",
                  () -> {
                    compute("failing");
                    slices.step();
                    throw new IllegalStateException("mine");
                  });
          Task<?> other =
              inner.start(
                  "other",
                  () ->
                      slices.run(
                          IntStream.range(0, 3)
                              .mapToObj(i -> "other")
                              .peek(this::compute)
                              .iterator()));
          scene.mark(thrownBy(failing::await).getMessage());
          other.await();
          return null;
        }));

    assertThat(scene.trail).containsExactly("failing@0", "other@1", "mine", "other@2", "other@3");
  }

  @Test
  void oneWithNothingToDoIsDoneAtOnce() {
    scene.run(scope -> {
      Cooperator slices = new Cooperator(seconds(1));
      scope.start("other", () -> scene.mark("other"));
      slices.run(Collections.emptyIterator());
      scene.mark("done");
      return null;
    });

    assertThat(scene.trail).containsExactly("done", "other");
  }

  @Test
  void anyNumberOfTasksAwaitItsEnd() {
    scene.run(scope -> {
      Cooperator slices = new Cooperator(seconds(1));
      Task<?> computing =
          scope.start(
              "computing",
              () -> {
                for (int i = 0; i < 3; i++) {
                  compute("step");
                  slices.step();
                }
              });
      for (String name : new String[] {"a", "b"}) {
        scope.start(
            name,
            () -> {
              computing.await();
              scene.markAt(name);
            });
      }
      return null;
    });

    assertThat(scene.trail).containsExactly("step@0", "step@1", "step@2", "a@3", "b@3");
  }

  private void compute(String name) {
    scene.markAt(name);
    scene.clock.advance(seconds(1));
  }
}

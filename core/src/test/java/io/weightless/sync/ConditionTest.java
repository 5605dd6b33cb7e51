package io.weightless.sync;

import static io.weightless.scene.Scene.sleep;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Reactor;
import io.weightless.scene.Scene;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ConditionTest {
  @AutoClose private final Scene scene = new Scene();
  private final Deque<Integer> items = new ArrayDeque<>();

  @Test
  void whatIsTrueAlreadyIsNotWaitedForAndGivesUpNoTurn() {
    scene.run(scope -> {
      Condition condition = new Condition();
      scope.start("other", () -> scene.mark("other"));
      condition.await(() -> true);
      scene.mark("main");
      return null;
    });

    assertThat(scene.trail).containsExactly("main", "other");
  }

  @Test
  void aSignalWakesThoseWhoseConditionIsTrueAndNoOthers() {
    scene.run(scope -> {
      Condition condition = new Condition();
      int[] level = {0};
      for (int wanted : new int[] {3, 1, 2, 1}) {
        scope.start(
            "wants " + wanted,
            () -> {
              condition.await(() -> level[0] >= wanted);
              scene.markAt(wanted);
            });
      }
      for (level[0] = 0; level[0] <= 3; level[0]++) {
        condition.signal();
        sleep(1);
      }
      return null;
    });

    assertThat(scene.trail).containsExactly("1@1", "1@1", "2@2", "3@3");
  }

  @Test
  void aTaskThatWasWokenAndFindsItTakenWaitsOnInItsOldPlace() {
    scene.run(scope -> {
      Condition condition = new Condition();
      for (String name : List.of("a", "b", "c")) {
        scope.start(name, () -> take(condition, name));
      }
      Task.yield();
      for (int i = 0; i < 3; i++) {
        put(condition, i);
        sleep(1);
        scene.mark(condition.toString());
      }
      return null;
    });

    assertThat(scene.trail)
        .containsExactly(
            "a 0@0",
            "Condition[waiting: 'b', 'c']",
            "b 1@1",
            "Condition[waiting: 'c']",
            "c 2@2",
            "Condition[nobody waits]");
  }

  @Test
  void oneThatComesWhileOthersAreWokenDoesNotOvertake() {
    scene.run(scope -> {
      Condition condition = new Condition();
      scope.start("first", () -> take(condition, "first"));
      Task.yield();
      put(condition, 1);
      scope.start("second", () -> take(condition, "second"));
      scope.start(
          "putter",
          () -> {
            sleep(1);
            put(condition, 2);
            sleep(1);
            put(condition, 3);
          });
      take(condition, "main");
      return null;
    });

    assertThat(scene.trail).containsExactly("first 1@0", "main 2@1", "second 3@2");
  }

  @Test
  void oneThatCameWhileOthersWereWokenLooksAfterThem() {
    scene.run(scope -> {
      Condition condition = new Condition();
      scope.start("first", () -> take(condition, "first"));
      Task.yield();
      items.add(2);
      put(condition, 1);
      take(condition, "main");
      return null;
    });

    assertThat(scene.trail).containsExactly("first 2@0", "main 1@0");
  }

  @Test
  void whatTheConditionThrowsIsThrownFromTheWaitThatAskedAndNotFromTheSignal() {
    scene.run(scope -> {
      Condition condition = new Condition();
      RuntimeException[] failure = new RuntimeException[1];
      scope.start(
          "asks",
          () ->
              scene.mark(
                  thrownBy(() ->
                      condition.await(() -> {
                        if (failure[0] != null) {
                          throw failure[0];
                        }
                        return false;
                      }))));
      Task.yield();
      failure[0] = new IllegalStateException("mine");
      condition.signal();
      scene.mark("signalled");
      Task.yield();
      scene.mark(condition.toString());
      return null;
    });

    assertThat(scene.trail).hasSize(3).startsWith("signalled").endsWith("Condition[nobody waits]");
    assertThat(scene.trail.get(1)).hasToString("java.lang.IllegalStateException: mine");
  }

  @Test
  void aConditionThatWaitsIsRefused() {
    scene.run(scope -> {
      Condition condition = new Condition();
      scene.mark(
          thrownBy(() ->
                  condition.await(() -> {
                    Task.yield();
                    return true;
                  }))
              .getMessage());
      sleep(1);
      return null;
    });

    assertThat(scene.trail)
        .containsExactly("task 'main' can't wait here: it is in a noSuspend section");
  }

  @Test
  void aWaitWithATimeoutEndsInTimeAndLeavesNoTrace() {
    scene.run(scope -> {
      Condition condition = new Condition();
      Throwable thrown =
          thrownBy(() ->
              Scope.run(
                  Deadline.after(Scene.seconds(2)),
                  _ -> {
                    take(condition, "impatient");
                    return null;
                  }));
      scene.markAt(thrown.getClass());
      scene.mark(condition.toString());
      put(condition, 1);
      take(condition, "main");
      return null;
    });

    assertThat(scene.trail)
        .containsExactly(DeadlineExceeded.class + "@2", "Condition[nobody waits]", "main 1@2");
  }

  @Test
  void aCallbackMaySignalAndAnotherReactorMayNot() {
    Condition[] condition = new Condition[1];
    scene.run(scope -> {
      condition[0] = new Condition();
      Reactor.current().after(Scene.seconds(3), () -> put(condition[0], 7));
      take(condition[0], "main");
      return null;
    });
    try (Scene other = new Scene()) {
      other.run(scope -> {
        scene.mark(thrownBy(condition[0]::signal).getMessage());
        return null;
      });
    }

    assertThat(scene.trail).hasSize(2).first().isEqualTo("main 7@3");
    assertThat(scene.trail.getLast()).asString().startsWith("this belongs to another reactor");
  }

  private void put(Condition condition, int item) {
    items.add(item);
    condition.signal();
  }

  private void take(Condition condition, String name) {
    condition.await(() -> !items.isEmpty());
    scene.markAt(name + " " + items.remove());
  }
}

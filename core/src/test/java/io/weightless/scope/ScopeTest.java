package io.weightless.scope;

import static io.weightless.scope.Stage.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ScopeTest {
  @AutoClose private final Stage stage = new Stage();

  @Test
  void aScopeReturnsWhatItsBodyReturns() {
    stage.run(() -> stage.mark(Scope.run(scope -> "result")));

    assertThat(stage.trail).containsExactly("result");
  }

  @Test
  void aBodyMayReturnNull() {
    stage.run(() -> stage.mark("" + Scope.<Object, RuntimeException>run(scope -> null)));

    assertThat(stage.trail).containsExactly("null");
  }

  @Test
  void aScopeEndsWhenEveryTaskOfItHasEnded() {
    stage.run(() -> {
      Scope.run(scope -> {
        scope.start("short", () -> sleepAndMark("short", 1));
        scope.start("long", () -> sleepAndMark("long", 3));
        stage.markAt("body returns");
        return null;
      });
      stage.markAt("scope ended");
    });

    assertThat(stage.trail).containsExactly("body returns@0", "short@1", "long@3", "scope ended@3");
  }

  @Test
  void aTaskMayStartOthersInItsOwnScopeAlsoWhenTheBodyHasReturned() {
    stage.run(() -> {
      Scope.run(scope -> {
        scope.start(
            "first",
            () -> {
              sleep(1);
              scope.start("second", () -> sleepAndMark("second", 1));
            });
        return null;
      });
      stage.markAt("scope ended");
    });

    assertThat(stage.trail).containsExactly("second@2", "scope ended@2");
  }

  @Test
  void tasksStartInTheOrderOfTheCallsAndBehindTheirStarter() {
    stage.run(() ->
        Scope.run(scope -> {
          for (int i = 0; i < 100; i++) {
            int number = i;
            scope.start("n", () -> stage.mark(number));
          }
          assertThat(stage.trail).isEmpty();
          return null;
        }));

    assertThat(stage.trail).hasSize(100).isSortedAccordingTo((a, b) -> (int) a - (int) b);
  }

  @Test
  void tasksThatYieldTakeTurns() {
    stage.run(() ->
        Scope.run(scope -> {
          for (String name : List.of("a", "b", "c")) {
            scope.start(name, () -> yieldAndMark(name));
          }
          return null;
        }));

    assertThat(stage.trail).containsExactly("a1", "b1", "c1", "a2", "b2", "c2", "a3", "b3", "c3");
  }

  @Test
  void aTaskHasANameAndAState() {
    stage.run(() ->
        Scope.run(scope -> {
          Task<String> task = scope.start("reader", () -> "value");
          assertThat(task.name()).isEqualTo("reader");
          assertThat(task.state()).isEqualTo(Task.State.RUNNING);
          assertThat(task).hasToString("Task[reader, RUNNING]");
          task.await();
          assertThat(task.state()).isEqualTo(Task.State.DONE);
          return null;
        }));
  }

  @Test
  void inAScopeThatHasEndedNothingStarts() {
    List<Scope> escaped = new ArrayList<>();
    stage.run(() -> {
      Scope.run(scope -> escaped.add(scope));
      assertThatThrownBy(() -> escaped.getFirst().start("late", () -> stage.mark("late")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("can't start 'late': its scope has ended");
    });

    assertThat(stage.trail).isEmpty();
  }

  @Test
  void cancellingAScopeThatHasEndedDoesNothing() {
    List<Scope> escaped = new ArrayList<>();
    stage.run(() -> {
      Scope.run(scope -> escaped.add(scope));
      escaped.getFirst().cancel("too late");
      sleep(1);
      stage.markAt("goes on");
    });

    assertThat(stage.trail).containsExactly("goes on@1");
  }

  @Test
  void scopesNestAndAnInnerOneEndsFirst() {
    stage.run(() ->
        Scope.run(outer -> {
          outer.start("outer task", () -> sleepAndMark("outer task", 2));
          Scope.run(inner -> inner.start("inner task", () -> sleepAndMark("inner task", 1)));
          stage.markAt("inner ended");
          return null;
        }));

    assertThat(stage.trail).containsExactly("inner task@1", "inner ended@1", "outer task@2");
  }

  @Test
  void aThreadLocalIsEachTasksOwn() {
    ThreadLocal<String> local = ThreadLocal.withInitial(() -> "none");
    stage.run(() -> {
      local.set("main");
      Scope.run(scope -> {
        for (String name : List.of("a", "b")) {
          scope.start(
              name,
              () -> {
                stage.mark(local.get());
                local.set(name);
                Task.yield();
                stage.mark(local.get());
              });
        }
        return null;
      });
      stage.mark(local.get());
    });

    assertThat(stage.trail).containsExactly("none", "none", "a", "b", "main");
  }

  private void sleepAndMark(String name, long seconds) {
    sleep(seconds);
    stage.markAt(name);
  }

  private void yieldAndMark(String name) {
    for (int i = 1; i <= 3; i++) {
      stage.mark(name + i);
      Task.yield();
    }
  }
}

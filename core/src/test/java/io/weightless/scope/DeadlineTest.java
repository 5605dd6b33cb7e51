package io.weightless.scope;

import static io.weightless.scope.Stage.seconds;
import static io.weightless.scope.Stage.sleep;
import static io.weightless.scope.Stage.sleepForEver;
import static io.weightless.scope.Stage.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.reactor.Cancelled;
import io.weightless.reactor.Limits;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class DeadlineTest {
  @AutoClose private final Stage stage = new Stage();

  @Test
  void workThatIsDoneBeforeTheDeadlineReturnsItsResult() {
    stage.run(() -> {
      stage.markAt(within(3, () -> sleep(2)));
      sleep(5);
      stage.markAt("and nothing is cancelled later");
    });

    assertThat(stage.trail).containsExactly("in time@2", "and nothing is cancelled later@7");
  }

  @Test
  void workThatIsNotDoneAtTheDeadlineIsCancelled() {
    stage.run(() -> stage.markAt(within(3, () -> sleep(4))));

    assertThat(stage.trail).containsExactly("the deadline of PT3S passed@3");
  }

  @Test
  void atTheSameInstantTheDeadlineComesFirstWhenItWasSetFirst() {
    stage.run(() -> stage.markAt(within(3, () -> sleep(3))));

    assertThat(stage.trail).containsExactly("the deadline of PT3S passed@3");
  }

  @Test
  void aDeadlineCutsTheTasksAfterTheBodyHasReturned() {
    stage.run(() -> stage.markAt(within(3, scope -> scope.start("task", Stage::sleepForEver))));

    assertThat(stage.trail).containsExactly("the deadline of PT3S passed@3");
  }

  @Test
  void aDeadlineCutsTheTasksOfAnInnerScopeAfterBothBodiesHaveReturned() {
    stage.run(() ->
        stage.markAt(
            within(3, () -> Scope.run(inner -> inner.start("task", Stage::sleepForEver)))));

    assertThat(stage.trail).containsExactly("the deadline of PT3S passed@3");
  }

  @Test
  void aTaskThatWasCancelledAloneIsNotTheDeadlinesDoing() {
    stage.run(() ->
        stage.markAt(
            within(
                3,
                scope -> {
                  Task<?> task = scope.start("task", Stage::sleepForEver);
                  Task.yield();
                  task.cancel("enough");
                  sleep(2);
                })));

    assertThat(stage.trail).containsExactly("in time@2");
  }

  @Test
  void aBodyThatSwallowsTheDeadlineReturnsItsResult() {
    stage.run(() -> stage.markAt(within(3, () -> thrownBy(Stage::sleepForEver))));

    assertThat(stage.trail).containsExactly("in time@3");
  }

  @Test
  void aDeadlineThatHasPassedCancelsAtTheFirstWaitOfAnyKind() {
    stage.run(() -> {
      stage.markAt(within(0, Task::yield));
      stage.markAt(within(-1, Task::yield));
      stage.markAt(within(0, () -> sleep(1)));
      stage.markAt(within(0, () -> Task.sleep(Duration.ZERO)));
      stage.markAt(within(0, () -> Scope.run(inner -> inner.start("a", () -> Task.yield()))));
      stage.markAt(within(0, () -> stage.mark("no wait")));
    });

    assertThat(stage.trail)
        .containsExactly(
            "the deadline of PT0S passed@0",
            "the deadline of PT-1S passed@0",
            "the deadline of PT0S passed@0",
            "the deadline of PT0S passed@0",
            "the deadline of PT0S passed@0",
            "no wait",
            "in time@0");
  }

  @Test
  void theShorterOfTwoNestedDeadlinesCancelsAndOnlyItsScopeThrows() {
    stage.run(() -> {
      stage.markAt(within(5, () -> stage.markAt("inner: " + within(3, Stage::sleepForEver))));
      stage.markAt(within(3, () -> stage.markAt("inner: " + within(5, Stage::sleepForEver))));
    });

    assertThat(stage.trail)
        .containsExactly(
            "inner: the deadline of PT3S passed@3", "in time@3", "the deadline of PT3S passed@6");
  }

  @Test
  void ofTwoNestedDeadlinesAtTheSameInstantTheOuterOneThrows() {
    stage.run(() ->
        stage.markAt(within(3, () -> stage.markAt("inner " + within(3, Stage::sleepForEver)))));

    assertThat(stage.trail).containsExactly("the deadline of PT3S passed@3");
  }

  @Test
  void oneDeadlineServesSeveralScopesAndShrinksMeanwhile() {
    stage.run(() -> {
      Deadline deadline = Deadline.after(seconds(3));
      stage.mark(deadline.left());
      Scope.run(
          deadline,
          scope -> {
            sleep(2);
            return null;
          });
      stage.mark(deadline.left());
      stage.markAt(
          thrownBy(() ->
                  Scope.run(
                      deadline,
                      scope -> {
                        sleepForEver();
                        return null;
                      }))
              .getMessage());
      stage.mark(deadline.left());
    });

    assertThat(stage.trail)
        .containsExactly(seconds(3), seconds(1), "the deadline of PT3S passed@3", Duration.ZERO);
  }

  @Test
  void theReasonNamesTheDeadline() {
    stage.run(() ->
        within(
            3,
            () -> {
              try {
                sleepForEver();
              } catch (Cancelled cancelled) {
                stage.mark(cancelled.getMessage());
                throw cancelled;
              }
            }));

    assertThat(stage.trail).containsExactly("the deadline of PT3S passed");
  }

  @Test
  void aFailureBeforeTheDeadlineIsThrownAndNotTheDeadline() {
    stage.run(() ->
        stage.mark(
            thrownBy(() ->
                    Scope.run(
                        Deadline.after(seconds(3)),
                        scope -> {
                          throw new IllegalStateException("mine");
                        }))
                .getMessage()));

    assertThat(stage.trail).containsExactly("mine");
  }

  @Test
  void aScopeCancelledBeforeItsDeadlineIsCancelledAndNotLate() {
    stage.run(() ->
        stage.mark(
            within(
                3,
                scope -> {
                  scope.cancel("enough");
                  sleepForEver();
                })));

    assertThat(stage.trail).containsExactly("enough");
  }

  @Test
  void aScopeThatGetsNoTimerFailsAndLeavesNothingBehind() {
    try (Stage small = new Stage(new Limits(1, 10))) {
      small.run(() -> {
        Scope.run(outer -> {
          Task<?> holder = outer.start("holds the only timer", () -> sleep(1));
          Task.yield();
          small.mark(
              thrownBy(() -> Scope.run(Deadline.after(seconds(3)), scope -> "not run"))
                  .getMessage());
          holder.await();
          return null;
        });
        small.mark("outer ended");
      });

      assertThat(small.trail)
          .containsExactly("this reactor has 1 pending timers, its limit", "outer ended");
    }
  }

  @Test
  void aDeadlineBelongsToTheReactorOfItsTask() {
    assertThatThrownBy(() -> Deadline.after(seconds(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("call it inside Reactor.run");
  }

  private interface Part {
    void run(Scope scope);
  }

  private String within(long seconds, Runnable work) {
    return within(seconds, _ -> work.run());
  }

  /// What became of `work` under a deadline.
  private String within(long seconds, Part work) {
    try {
      return Scope.run(
          Deadline.after(seconds(seconds)),
          scope -> {
            work.run(scope);
            return "in time";
          });
    } catch (DeadlineExceeded | CancellationException e) {
      return String.valueOf(e.getMessage());
    }
  }
}

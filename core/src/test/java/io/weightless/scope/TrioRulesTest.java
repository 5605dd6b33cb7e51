package io.weightless.scope;

import static io.weightless.scope.Stage.seconds;
import static io.weightless.scope.Stage.sleep;
import static io.weightless.scope.Stage.sleepForEver;
import static io.weightless.scope.Stage.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Cancelled;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// The rules of Trio's cancellation that no other test here shows; `docs/ancestry.md` lists all.
class TrioRulesTest {
  @AutoClose private final Stage stage = new Stage();

  @Test
  void aFarewellInAFinallyBlockDoesNotHangWhenTheTimeIsOver() {
    stage.run(() -> {
      stage.mark(
          thrownBy(() ->
                  Scope.run(
                      Deadline.after(seconds(3)),
                      _ -> {
                        try {
                          sleepForEver();
                        } finally {
                          sleepForEver();
                        }
                        return null;
                      }))
              .getClass());
      stage.markAt("over");
    });

    assertThat(stage.trail).containsExactly(DeadlineExceeded.class, "over@3");
  }

  @Test
  void aFarewellIsSaidInAShieldThatHasATimeoutOfItsOwn() {
    stage.run(() ->
        stage.markAt(
            Scope.runOr(
                Deadline.after(seconds(3)),
                "over",
                _ -> {
                  try {
                    sleepForEver();
                  } finally {
                    farewell(1);
                    farewell(100);
                  }
                  return "not reached";
                })));

    assertThat(stage.trail).containsExactly("said@4", "unsaid@6", "over@6");
  }

  private void farewell(long takes) {
    stage.markAt(
        Scope.shield(
            _ -> Scope.runOr(Deadline.after(seconds(2)), "unsaid", _ -> after(takes, "said"))));
  }

  @Test
  void whatNeverWaitsIsNoCancellationPoint() {
    stage.run(() ->
        Scope.run(outer -> {
          Task<?> other = outer.start("other", Stage::sleepForEver);
          outer.cancel("enough");
          Deadline deadline = Deadline.after(seconds(1));
          stage.mark(deadline.left());
          other.whenEnded(() -> stage.mark("notice"));
          other.cancel("once more");
          outer.start("late", () -> stage.mark("late"));
          outer.drain(deadline);
          stage.mark(other.state());
          stage.mark(Scope.run(_ -> "a scope in which nobody waits"));
          return null;
        }));

    assertThat(stage.trail)
        .startsWith(seconds(1), Task.State.RUNNING, "a scope in which nobody waits")
        .hasSize(5)
        .contains("late", "notice");
  }

  @Test
  void aTimeoutThatPassesDuringAComputationEndsTheSleepBehindIt() {
    stage.run(() ->
        stage.markAt(
            Scope.runOr(
                Deadline.after(seconds(3)),
                "over",
                _ -> {
                  stage.clock.advance(seconds(5));
                  stage.markAt("computed");
                  Task.sleep(Duration.ZERO);
                  return "in time";
                })));

    assertThat(stage.trail).containsExactly("computed@5", "over@5");
  }

  @Test
  void aTimeoutAroundAScopeIsOneOfItsTasksToo() {
    stage.run(() ->
        stage.markAt(
            Scope.runOr(
                Deadline.after(seconds(3)),
                "over",
                _ ->
                    Scope.run(scope -> {
                      scope.start("a", () -> waitAndMark("a"));
                      return scope.start("b", () -> after(5, "b")).await();
                    }))));

    assertThat(stage.trail).containsExactlyInAnyOrder("a: the deadline of PT3S passed", "over@3");
  }

  @Test
  void aTimeoutAroundAStartIsNoneOfTheTask() {
    stage.run(() ->
        Scope.run(scope -> {
          Task<String> task =
              Scope.run(
                  Deadline.after(seconds(1)), _ -> scope.start("task", () -> after(5, "result")));
          stage.markAt(task.await());
          return null;
        }));

    assertThat(stage.trail).containsExactly("result@5");
  }

  @Test
  void aTaskIsOfTheScopeThatStartedItAndNotOfTheOneThatItWasStartedIn() {
    stage.run(() ->
        Scope.run(outer -> {
          Throwable thrown =
              thrownBy(() ->
                  Scope.run(inner -> {
                    outer.start("of the outer one", () -> stage.markAt(after(5, "goes on")));
                    inner.cancel("enough");
                    sleep(1);
                    return null;
                  }));
          stage.markAt(thrown.getMessage());
          return null;
        }));

    assertThat(stage.trail).containsExactly("enough@0", "goes on@5");
  }

  /// A server's listener starts a task for each connection, and does not look after them.
  @Test
  void whoIsHandedAScopeStartsTasksBesideItself() {
    stage.run(() -> {
      Throwable thrown =
          thrownBy(() ->
              Scope.run(connections -> {
                connections.start(
                    "listener",
                    () ->
                        Scope.run(_ -> {
                          for (int i = 0; i < 3; i++) {
                            String name = "connection " + i;
                            connections.start(name, () -> stage.markAt(after(2, name)));
                            sleep(1);
                          }
                          throw new IOException("no more");
                        }));
                return null;
              }));
      stage.markAt(thrown.getMessage());
    });

    assertThat(stage.trail)
        .as("the listener's failure is that of all")
        .containsExactly("connection 0@2", "connection 1@3", "no more@3");
  }

  @Test
  void aFailureInTheCleanUpAfterATimeoutIsThrownInItsPlace() {
    IOException failure = new IOException("disk");
    stage.run(() ->
        stage.mark(thrownBy(() -> Scope.run(Deadline.after(seconds(1)), _ -> failAtEnd(failure)))));

    assertThat(stage.trail).containsExactly(failure);
  }

  @Test
  void aFailureInACleanUpPassesTheScopesThatWereCancelledAroundIt() {
    IOException failure = new IOException("disk");
    stage.run(() -> {
      Throwable thrown =
          thrownBy(() ->
              Scope.run(
                  Deadline.after(seconds(1)),
                  _ -> Scope.run(scope -> scope.start("task", () -> failAtEnd(failure)))));
      stage.mark(thrown);
    });

    assertThat(stage.trail).containsExactly(failure);
  }

  /// Trio's nurseries threw Cancelled at their end though nothing in them had seen it.
  @Test
  void aScopeOfWhichNothingWasCutReturnsThoughItWasCancelledMeanwhile() {
    stage.run(() ->
        stage.markAt(
            Scope.run(outer -> {
              Task.yield();
              String result =
                  Scope.run(inner -> {
                    inner.start("shielded", () -> Scope.shield(_ -> after(3, "done")));
                    inner.start("canceller", () -> outer.cancel("enough"));
                    return "result";
                  });
              stage.mark(thrownBy(Task::yield).getMessage());
              return result;
            })));

    assertThat(stage.trail).containsExactly("enough", "result@3");
  }

  @Test
  void ofAnInnerCancellationAndAnOuterOneThatCameLaterTheOuterOneComesOut() {
    stage.run(() ->
        stage.mark(
            Scope.run(outer -> {
              Throwable thrown =
                  thrownBy(() ->
                      Scope.run(inner -> {
                        inner.cancel("inner");
                        try {
                          sleepForEver();
                        } finally {
                          outer.cancel("outer, while it unwinds");
                        }
                        return null;
                      }));
              stage.mark(thrown.getMessage());
              stage.mark(thrownBy(Task::yield).getMessage());
              return "result";
            })));

    assertThat(stage.trail)
        .containsExactly("outer, while it unwinds", "outer, while it unwinds", "result");
  }

  @Test
  void aFailureInTheTurnOfTheCancellationIsThrownAndNotTheReason() {
    IOException failure = new IOException("disk");
    stage.run(() -> {
      for (boolean cancelFirst : new boolean[] {true, false}) {
        stage.mark(
            thrownBy(() ->
                Scope.run(scope -> {
                  if (cancelFirst) {
                    scope.start("canceller", () -> scope.cancel("enough"));
                  }
                  scope.start("failing", () -> fail(failure));
                  if (!cancelFirst) {
                    scope.start("canceller", () -> scope.cancel("enough"));
                  }
                  sleepForEver();
                  return null;
                })));
      }
    });

    assertThat(stage.trail).containsExactly(failure, failure);
    assertThat(failure).hasNoSuppressedExceptions();
  }

  /// As Trio asks of whoever catches Cancelled: clean up, and let it go on.
  @Test
  void aCancellationThatIsCaughtAndThrownAgainIsStillOne() {
    stage.run(() -> {
      Throwable thrown =
          thrownBy(() ->
              Scope.run(scope -> {
                scope.start("task", () -> waitAndMark("task"));
                Task.yield();
                scope.cancel("enough");
                waitAndMark("body");
                return null;
              }));
      stage.mark(thrown.getClass());
    });

    assertThat(stage.trail)
        .containsExactlyInAnyOrder("task: enough", "body: enough", CancellationException.class);
  }

  @Test
  void returningFromTheBodyDoesNotCancelItsTasks() {
    stage.run(() -> {
      stage.mark(
          Scope.run(scope -> {
            scope.start("task", () -> stage.markAt(after(5, "task")));
            return "early";
          }));
    });

    assertThat(stage.trail).containsExactly("task@5", "early");
  }

  private Void failAtEnd(IOException failure) throws IOException {
    try {
      sleepForEver();
    } finally {
      fail(failure);
    }
    return null;
  }

  private static void fail(IOException failure) throws IOException {
    throw failure;
  }

  private static String after(long seconds, String result) {
    sleep(seconds);
    return result;
  }

  private void waitAndMark(String name) {
    try {
      sleepForEver();
    } catch (Cancelled cancelled) {
      stage.mark(name + ": " + cancelled.getMessage());
      throw cancelled;
    }
  }
}

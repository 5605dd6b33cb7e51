package io.weightless.scope;

import static io.weightless.scope.Stage.sleep;
import static io.weightless.scope.Stage.sleepForEver;
import static io.weightless.scope.Stage.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.reactor.Cancelled;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ScopeFailureTest {
  @AutoClose private final Stage stage = new Stage();

  @Test
  void aCheckedFailureOfTheBodyComesOutOfTheScopeAndTheReactorAsItIs() {
    IOException failure = new IOException("mine");

    assertThatThrownBy(() ->
            stage.run(() ->
                Scope.run(scope -> {
                  throw failure;
                })))
        .isSameAs(failure);
  }

  @Test
  void aFailureOfATaskThatNobodyAwaitsIsThrownFromTheScopeWithItsOwnType() {
    FileNotFoundException failure = new FileNotFoundException("mine");
    stage.run(() -> {
      Throwable thrown =
          thrownBy(() ->
              Scope.run(scope -> {
                scope.start("failing", () -> fail(failure));
                sleepForEver();
                return null;
              }));
      stage.mark(thrown);
    });

    assertThat(stage.trail).containsExactly(failure);
    assertThat(stage.clock.nanos()).as("the scope is cancelled at once").isZero();
  }

  @Test
  void anErrorOfATaskIsThrownFromTheScopeToo() {
    Error failure = new Error("mine");
    stage.run(() -> stage.mark(thrownBy(() -> Scope.run(scope -> startFailing(scope, failure)))));

    assertThat(stage.trail).containsExactly(failure);
  }

  @Test
  void aFailureCancelsTheSiblingsAndTheScopeEndsWhenTheyHave() {
    stage.run(() -> {
      Throwable thrown =
          thrownBy(() ->
              Scope.run(scope -> {
                scope.start("sibling", () -> waitAndMark("sibling"));
                scope.start(
                    "failing",
                    () -> {
                      sleep(1);
                      fail(new IOException("mine"));
                    });
                waitAndMark("body");
                return null;
              }));
      stage.markAt(thrown.getMessage());
    });

    assertThat(stage.trail)
        .containsExactlyInAnyOrder(
            "sibling: another task of its scope failed: java.io.IOException: mine",
            "body: another task of its scope failed: java.io.IOException: mine",
            "mine@1");
    assertThat(stage.trail).last().isEqualTo("mine@1");
  }

  @Test
  void theFirstFailureIsThrownAndLaterOnesAreSuppressedInItInTheirOrder() {
    stage.run(() -> {
      Throwable thrown =
          thrownBy(() ->
              Scope.run(scope -> {
                scope.start("a", () -> fail(new IOException("a")));
                scope.start("b", () -> fail(new IllegalStateException("b")));
                scope.start(
                    "c",
                    () -> {
                      try {
                        sleepForEver();
                      } finally {
                        fail(new IOException("c"));
                      }
                    });
                return null;
              }));
      stage.mark(thrown.getMessage());
      for (Throwable suppressed : thrown.getSuppressed()) {
        stage.mark(suppressed.getMessage());
      }
    });

    assertThat(stage.trail).containsExactly("a", "b", "c");
  }

  @Test
  void theSameFailureTwiceIsNotSuppressedInItself() {
    IOException failure = new IOException("shared");
    stage.run(() ->
        stage.mark(
            thrownBy(() ->
                Scope.run(scope -> {
                  scope.start("a", () -> fail(failure));
                  scope.start("b", () -> fail(failure));
                  return null;
                }))));

    assertThat(stage.trail).containsExactly(failure);
    assertThat(failure.getSuppressed()).isEmpty();
  }

  @Test
  void aTaskThatFailsAfterTheBodyReturnedFailsTheScope() {
    IOException failure = new IOException("late");
    stage.run(() ->
        stage.mark(
            thrownBy(() ->
                Scope.run(scope -> {
                  scope.start(
                      "late",
                      () -> {
                        sleep(1);
                        fail(failure);
                      });
                  return "ignored";
                }))));

    assertThat(stage.trail).containsExactly(failure);
  }

  @Test
  void aFailureOfTheBodyCancelsItsTasks() {
    stage.run(() -> {
      Throwable thrown =
          thrownBy(() ->
              Scope.run(scope -> {
                scope.start("task", () -> waitAndMark("task"));
                Task.yield();
                throw new IOException("body");
              }));
      stage.mark(thrown.getMessage());
    });

    assertThat(stage.trail)
        .containsExactly(
            "task: another task of its scope failed: java.io.IOException: body", "body");
  }

  @Test
  void awaitInAFailedScopeThrowsCancelledAndTheScopeThrowsTheFailure() {
    IOException failure = new IOException("mine");
    stage.run(() ->
        stage.mark(
            thrownBy(() ->
                Scope.run(scope -> {
                  Task<String> failing = startFailing(scope, failure);
                  stage.mark(thrownBy(failing::await).getClass());
                  stage.mark(failing.state());
                  return failing.await();
                }))));

    assertThat(stage.trail).containsExactly(Cancelled.class, Task.State.FAILED, failure);
  }

  @Test
  void aFailureInAnInnerScopeMayBeCaughtAndTheOuterOneGoesOn() {
    stage.run(() ->
        Scope.run(outer -> {
          Task<?> unharmed = outer.start("unharmed", () -> sleep(2));
          stage.mark(
              thrownBy(() -> Scope.run(inner -> startFailing(inner, new IOException("x"))))
                  .getMessage());
          unharmed.await();
          stage.markAt("outer goes on");
          return null;
        }));

    assertThat(stage.trail).containsExactly("x", "outer goes on@2");
  }

  @Test
  void aCancelledThatIsNobodysIsAFailure() {
    stage.run(() -> {
      Scope other = Scope.run(scope -> scope);
      Cancelled stray = new Cancelled("stray", other);
      Throwable thrown = thrownBy(() -> Scope.run(scope -> startFailing(scope, stray)));
      stage.mark(thrown == stray);
    });

    assertThat(stage.trail).containsExactly(true);
  }

  @Test
  void aCancelledOfWhatIsNoScopeAndNotAroundIsAFailureToo() {
    Cancelled stray = new Cancelled("stray", "a job of an executor");
    stage.run(() -> {
      Throwable thrown =
          thrownBy(() ->
              Scope.run(scope -> {
                startFailing(scope, stray);
                waitAndMark("sibling");
                return null;
              }));
      stage.mark(thrown == stray);
    });

    assertThat(stage.trail)
        .satisfiesExactly(
            sibling -> assertThat((String) sibling).startsWith("sibling: another task of its"),
            same -> assertThat(same).isEqualTo(true));
  }

  private static Task<String> startFailing(Scope scope, Throwable failure) {
    return scope.start(
        "failing",
        () -> {
          fail(failure);
          return "unreachable";
        });
  }

  private void waitAndMark(String name) {
    try {
      sleepForEver();
    } catch (Cancelled cancelled) {
      stage.mark(name + ": " + cancelled.getMessage());
      throw cancelled;
    }
  }

  private static void fail(Throwable failure) throws IOException {
    switch (failure) {
      case IOException checked -> throw checked;
      case RuntimeException unchecked -> throw unchecked;
      case Error error -> throw error;
      default -> throw new AssertionError(failure);
    }
  }
}

package io.weightless.scope;

import static io.weightless.scope.Stage.sleepForEver;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Cancelled;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Straight-line code that is cancelled, as Twisted's tests of inlineCallbacks have it: what it
/// does about that, crossed with where it waits.
class StraightCodeCancelTest {
  /// Where the code stands when it is cancelled.
  enum Where {
    IN_ITS_OWN_WAIT,
    IN_A_SCOPE_OF_A_SCOPE,
    IN_A_SHORT_WAIT_AFTER_ANOTHER,
    AWAITING_A_TASK
  }

  @AutoClose private final Stage stage = new Stage();

  @ParameterizedTest
  @EnumSource
  void codeThatLetsItPassIsCancelled(Where where) {
    assertThat(outcome(() -> waiting(where)))
        .isEqualTo(CancellationException.class + ": task 'code' was cancelled: enough");
  }

  @ParameterizedTest
  @EnumSource
  void codeThatFailsInsteadHasFailed(Where where) {
    assertThat(
            outcome(() -> {
              try {
                return waiting(where);
              } catch (Cancelled cancelled) {
                throw new IllegalStateException("instead", cancelled);
              }
            }))
        .isEqualTo(IllegalStateException.class + ": instead");
  }

  @ParameterizedTest
  @EnumSource
  void codeThatReturnsInsteadHasAResult(Where where) {
    assertThat(
            outcome(() -> {
              try {
                return waiting(where);
              } catch (Cancelled _) {
                return "instead";
              }
            }))
        .isEqualTo("instead");
  }

  @ParameterizedTest
  @EnumSource
  void codeThatCleansUpSlowlyIsCancelledWhenItHas(Where where) {
    assertThat(
            outcome(() -> {
              try {
                return waiting(where);
              } finally {
                Scope.<Void, RuntimeException>shield(_ -> {
                  Stage.sleep(5);
                  stage.markAt("clean");
                  return null;
                });
              }
            }))
        .isEqualTo(CancellationException.class + ": task 'code' was cancelled: enough");
    assertThat(stage.trail).containsExactly("clean@7");
  }

  @ParameterizedTest
  @EnumSource
  void codeThatWaitsOnIsToldAgain(Where where) {
    assertThat(
            outcome(() -> {
              try {
                return waiting(where);
              } catch (Cancelled cancelled) {
                stage.mark(cancelled.getMessage());
                return waiting(Where.IN_ITS_OWN_WAIT);
              }
            }))
        .isEqualTo(CancellationException.class + ": task 'code' was cancelled: enough");
    assertThat(stage.trail).containsExactly("enough");
  }

  /// Twisted cancels what is awaited, too: here it may be somebody else's.
  @Test
  void whatWasAwaitedGoesOn() {
    stage.run(() ->
        Scope.run(scope -> {
          Task<String> awaited =
              scope.start(
                  "awaited",
                  () -> {
                    Stage.sleep(5);
                    return "result";
                  });
          Task<String> code = scope.start("code", () -> awaited.await());
          Task.yield();
          code.cancel("enough");
          stage.markAt(awaited.await());
          stage.mark(code.state());
          return null;
        }));

    assertThat(stage.trail).containsExactly("result@5", Task.State.CANCELLED);
  }

  private interface Code {
    String run();
  }

  /// What becomes of `code`, cancelled after two seconds.
  private String outcome(Code code) {
    String[] outcome = new String[1];
    stage.run(() ->
        Scope.collect(scope -> {
          Task<String> task = scope.start("code", code::run);
          Stage.sleep(2);
          task.cancel("enough");
          outcome[0] = awaited(task);
          return null;
        }));
    return outcome[0];
  }

  private static String awaited(Task<String> task) {
    try {
      return task.await();
    } catch (RuntimeException e) {
      return e.getClass() + ": " + e.getMessage();
    }
  }

  private static String waiting(Where where) {
    switch (where) {
      case IN_ITS_OWN_WAIT -> sleepForEver();
      case IN_A_SCOPE_OF_A_SCOPE ->
          Scope.run(_ ->
              Scope.run(inner -> {
                inner.start("beside it", Stage::sleepForEver);
                sleepForEver();
                return null;
              }));
      case IN_A_SHORT_WAIT_AFTER_ANOTHER -> {
        Stage.sleep(1);
        Stage.sleep(3);
      }
      case AWAITING_A_TASK ->
          Scope.run(scope -> scope.start("awaited", Stage::sleepForEver).await());
    }
    return "not cancelled";
  }
}

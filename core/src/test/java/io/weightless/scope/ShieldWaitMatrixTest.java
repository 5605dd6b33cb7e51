package io.weightless.scope;

import static io.weightless.scope.Stage.seconds;
import static io.weightless.scope.Waiting.ANSWER;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.engine.internal.Carrier;
import io.weightless.reactor.Cancelled;
import io.weightless.scope.Waiting.Way;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each way to wait under a shield, and in a shield inside a deadline inside a shield.
class ShieldWaitMatrixTest {
  private static final String TOLD = "Cancelled, flag true";

  @AutoClose private final Stage stage = new Stage();

  @ParameterizedTest
  @EnumSource
  void aShieldedWaitHasItsAnswerAlsoWhenTheTaskWasCancelledBefore(Way way) {
    cancelledBefore(way, this::shielded);

    assertThat(stage.trail).containsExactly(ANSWER + answered(way), TOLD);
  }

  @ParameterizedTest
  @EnumSource
  void aShieldedWaitHasItsAnswerAlsoWhenTheTaskIsCancelledMeanwhile(Way way) {
    cancelledMeanwhile(way, this::shielded);

    assertThat(stage.trail).containsExactly(ANSWER + answered(way), TOLD);
  }

  private void shielded(Waiting waiting) {
    Scope.shield(_ -> mark(waiting));
    mark("");
  }

  @ParameterizedTest
  @EnumSource
  void aShieldedWaitIsNotInterruptedByTheCancellation(Way way) {
    cancelledMeanwhile(
        way,
        waiting ->
            Scope.shield(_ -> {
              stage.mark(waiting.outcome() + flag());
              return null;
            }));

    assertThat(stage.trail).containsExactly(ANSWER + ", flag false");
  }

  @ParameterizedTest
  @EnumSource
  void theDeadlineInsideAShieldEndsAWaitThatTheCancellationAroundItDoesNot(Way way) {
    cancelledBefore(
        way,
        waiting ->
            Scope.shield(_ -> {
              stage.markAt(Waiting.outcome(() -> Scope.run(deadline(way), _ -> waiting.await())));
              mark("in the shield: ");
              return null;
            }));

    assertThat(stage.trail)
        .containsExactly(
            "DeadlineExceeded" + (way.isImmediate() ? "@0" : "@1"),
            "in the shield: " + ANSWER + ", flag false");
  }

  @ParameterizedTest
  @EnumSource
  void eachOfThreeNestedOnesTellsItsOwnAlsoWhenTheTaskWasCancelledBefore(Way way) {
    cancelledBefore(way, waiting -> nested(way, waiting));

    assertEachToldItsOwn(way);
  }

  @ParameterizedTest
  @EnumSource
  void eachOfThreeNestedOnesTellsItsOwnAlsoWhenTheTaskIsCancelledMeanwhile(Way way) {
    cancelledMeanwhile(way, waiting -> nested(way, waiting));

    assertEachToldItsOwn(way);
  }

  private void assertEachToldItsOwn(Way way) {
    assertThat(stage.trail)
        .containsExactly(
            ANSWER + answered(way),
            "in the deadline: " + TOLD,
            "DeadlineExceeded" + answered(way),
            "in the shield: " + ANSWER + ", flag false",
            TOLD);
  }

  private void nested(Way way, Waiting waiting) {
    Scope.shield(_ -> {
      stage.markAt(
          Waiting.outcome(() ->
              Scope.run(
                  deadline(way),
                  _ -> {
                    Scope.shield(_ -> mark(waiting));
                    mark("in the deadline: ");
                    Task.yield();
                    return null;
                  })));
      mark("in the shield: ");
      return null;
    });
    mark("");
  }

  @ParameterizedTest
  @EnumSource
  void theEndOfTheReactorReachesIntoAllOfThem(Way way) {
    String _ =
        Waiting.outcome(() ->
            stage.run(() -> {
              Carrier carrier = Carrier.current();
              Scope.run(scope -> {
                Waiting waiting = way.on(stage, scope);
                scope.start("victim", () -> nested(way, waiting));
                carrier.end(() -> new Cancelled("enough", this));
                return null;
              });
            }));

    assertThat(stage.trail)
        .containsExactly(
            "Cancelled@0",
            "in the deadline: " + TOLD,
            "Cancelled@0",
            "in the shield: " + TOLD,
            TOLD);
  }

  private interface Victim {
    void run(Waiting waiting);
  }

  private void cancelledBefore(Way way, Victim victim) {
    stage.run(() ->
        Scope.run(scope -> {
          Waiting waiting = way.on(stage, scope);
          scope.start("victim", () -> victim.run(waiting)).cancel("enough");
          return null;
        }));
  }

  private void cancelledMeanwhile(Way way, Victim victim) {
    stage.run(() ->
        Scope.run(scope -> {
          Waiting waiting = way.on(stage, scope);
          Task<?> task = scope.start("victim", () -> victim.run(waiting));
          Task.yield();
          waiting.during(() -> task.cancel("enough"));
          return null;
        }));
  }

  /// Passes before the answer.
  private static Deadline deadline(Way way) {
    return Deadline.after(seconds(way.isImmediate() ? 0 : 1));
  }

  private @Nullable Void mark(Waiting waiting) {
    stage.markAt(waiting.outcome());
    return null;
  }

  /// Whether the next wait is told.
  private void mark(String where) {
    stage.mark(where + Waiting.outcome(Task::yield) + flag());
  }

  private static String answered(Way way) {
    return way.isImmediate() ? "@0" : "@2";
  }

  private static String flag() {
    return ", flag " + Thread.currentThread().isInterrupted();
  }
}

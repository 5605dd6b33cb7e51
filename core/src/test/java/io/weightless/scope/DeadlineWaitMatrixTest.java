package io.weightless.scope;

import static io.weightless.scope.Stage.seconds;
import static io.weightless.scope.Stage.sleep;
import static io.weightless.scope.Waiting.ANSWER;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.scope.Waiting.Way;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each way to wait against a deadline that passes before, during, at the instant of the answer and
/// after it.
class DeadlineWaitMatrixTest {
  @AutoClose private final Stage stage = new Stage();

  @AfterEach
  void noTimerIsLeftBehind() {
    stage.clock.advance(Duration.ofDays(100));
    assertThat(stage.reactor.step()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void oneWhoseDeadlineHasPassedDoesNotWait(Way way) {
    within(0, way);

    assertThat(stage.trail)
        .containsExactly(
            "Cancelled, flag true@0", "DeadlineExceeded, flag false@0", "fallback@0", "after@5");
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"YIELD", "SLICE"})
  void oneWhoseDeadlinePassesMeanwhileIsOutAtOnce(Way way) {
    within(1, way);

    assertThat(stage.trail)
        .containsExactly(
            "Cancelled, flag true@1", "DeadlineExceeded, flag false@1", "fallback@2", "after@7");
  }

  /// What is made first is first.
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"YIELD", "SLICE"})
  void atTheInstantOfTheAnswerTheDeadlineIsFirst(Way way) {
    within(2, way);

    assertThat(stage.trail)
        .containsExactly(
            "Cancelled, flag true@2", "DeadlineExceeded, flag false@2", "fallback@4", "after@9");
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"YIELD", "SLICE"})
  void oneThatIsAnsweredBeforeItsDeadlineHasItAndNothingIsCancelledLater(Way way) {
    within(3, way);

    assertThat(stage.trail)
        .containsExactly(
            ANSWER + ", flag false@2", ANSWER + ", flag false@2", ANSWER + "@4", "after@9");
  }

  /// A drain's deadline is set when all wait already. What needs some turns more at that instant
  /// does not get them.
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"YIELD", "SLICE"})
  void atTheInstantOfTheAnswerADeadlineThatIsSetLaterIsTooLateForIt(Way way) {
    stage.run(() ->
        Scope.run(scope -> {
          Waiting waiting = way.on(stage, scope);
          Scope[] own = new Scope[1];
          scope.start("victim", () -> stage.markAt(outcome(waiting, own)));
          Task.yield();
          Task.yield();
          own[0].drain(after(2));
          return null;
        }));

    String seen = way.isOfAnotherTask() ? "Cancelled" : ANSWER;
    assertThat(stage.trail)
        .containsExactly(seen + ", flag true@2", "DeadlineExceeded, flag false@2");
  }

  private String outcome(Waiting waiting, Scope[] own) {
    return Waiting.outcome(() ->
        Scope.run(scope -> {
          own[0] = scope;
          seen(waiting);
          Task.yield();
          return null;
        }))
        + flag();
  }

  private void within(int limit, Way way) {
    stage.run(() ->
        Scope.run(scope -> {
          Waiting first = way.on(stage, scope);
          stage.markAt(Waiting.outcome(() -> Scope.run(after(limit), _ -> seen(first))) + flag());
          Waiting second = way.on(stage, scope);
          stage.markAt(Scope.runOr(after(limit), "fallback", _ -> second.await()));
          sleep(5);
          stage.markAt("after");
          return null;
        }));
  }

  private static Deadline after(long seconds) {
    return Deadline.after(seconds(seconds));
  }

  private @Nullable Void seen(Waiting waiting) {
    String outcome = waiting.outcome();
    stage.markAt(outcome + flag());
    if (!outcome.equals(ANSWER)) {
      waiting.outcome();
      Task.yield();
    }
    return null;
  }

  private static String flag() {
    return ", flag " + Thread.currentThread().isInterrupted();
  }
}

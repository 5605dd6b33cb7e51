package io.weightless.scope;

import static io.weightless.scope.Stage.seconds;
import static io.weightless.scope.Stage.sleep;
import static io.weightless.scope.Stage.sleepForEver;
import static io.weightless.scope.Stage.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// [Scope#runOr]: Trio's `move_on_after`, and the timeout of Evergreen that is swallowed.
class FallbackTest {
  @AutoClose private final Stage stage = new Stage();

  @Test
  void aTimeoutGivesTheFallbackAndTheTaskGoesOn() {
    stage.run(() -> {
      stage.markAt(withFallback(3, Stage::sleepForEver));
      sleep(1);
      stage.markAt("goes on");
    });

    assertThat(stage.trail).containsExactly("fallback@3", "goes on@4");
  }

  @Test
  void whatIsDoneInTimeGivesItsOwnResult() {
    stage.run(() -> stage.markAt(withFallback(3, () -> sleep(2))));

    assertThat(stage.trail).containsExactly("result@2");
  }

  @Test
  void theFallbackIsNotForATimeoutFurtherIn() {
    stage.run(() ->
        stage.markAt(
            thrownBy(() ->
                    withFallback(
                        5,
                        () ->
                            Scope.run(
                                Deadline.after(seconds(3)),
                                _ -> {
                                  sleepForEver();
                                  return null;
                                })))
                .getMessage()));

    assertThat(stage.trail).containsExactly("the deadline of PT3S passed@3");
  }

  @Test
  void theFallbackIsNotForATimeoutFurtherOut() {
    stage.run(() ->
        stage.markAt(
            thrownBy(() ->
                    Scope.run(
                        Deadline.after(seconds(3)),
                        _ -> {
                          stage.mark(withFallback(5, Stage::sleepForEver));
                          return null;
                        }))
                .getMessage()));

    assertThat(stage.trail).containsExactly("the deadline of PT3S passed@3");
  }

  @Test
  void ofTwoTimeoutsAtOneInstantTheOuterFallbackCounts() {
    stage.run(() ->
        stage.markAt(
            Scope.runOr(
                Deadline.after(seconds(3)),
                "outer",
                _ -> "inner " + withFallback(3, Stage::sleepForEver))));

    assertThat(stage.trail).containsExactly("outer@3");
  }

  @Test
  void theFallbackIsNotForAFailureOrACancellation() {
    IOException failure = new IOException("disk");
    stage.run(() -> {
      stage.mark(
          thrownBy(() -> Scope.runOr(Deadline.after(seconds(3)), "fallback", _ -> fail(failure))));
      stage.mark(
          thrownBy(() ->
                  Scope.runOr(
                      Deadline.after(seconds(3)),
                      "fallback",
                      scope -> {
                        scope.cancel("enough");
                        sleepForEver();
                        return "result";
                      }))
              .getMessage());
    });

    assertThat(stage.trail).containsExactly(failure, "enough");
  }

  private static String withFallback(long seconds, Runnable work) {
    return Scope.runOr(
        Deadline.after(seconds(seconds)),
        "fallback",
        _ -> {
          work.run();
          return "result";
        });
  }

  private static String fail(IOException failure) throws IOException {
    throw failure;
  }
}

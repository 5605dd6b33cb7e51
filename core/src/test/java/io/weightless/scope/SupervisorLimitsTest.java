package io.weightless.scope;

import static io.weightless.scope.Stage.seconds;
import static io.weightless.scope.Stage.sleep;
import static io.weightless.scope.Stage.sleepForEver;
import static io.weightless.scope.Stage.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Limits;
import io.weightless.scope.Supervisor.BackOff;
import io.weightless.scope.Supervisor.Intensity;
import io.weightless.scope.Supervisor.Strategy;
import java.io.IOException;
import java.time.Duration;
import java.util.*;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class SupervisorLimitsTest {
  @AutoClose private final Stage stage = new Stage();

  private static void failWhenCancelled(RuntimeException failure) {
    try {
      sleepForEver();
    } finally {
      fail(failure);
    }
  }

  private static void fail(RuntimeException failure) {
    throw failure;
  }

  /// What a child fails with because the reactor ends is lost when the supervisor is just stopping
  /// others.
  @Test
  void aFailureOfAChildThatTheReactorsEndUnwindsWhileOthersAreStoppedIsNotLost() {
    IllegalStateException cleanUp = new IllegalStateException("clean-up of a");
    IllegalStateException ended = new IllegalStateException("callback");
    Throwable thrown =
        thrownBy(() ->
            stage.reactor.run(() -> {
              stage.reactor.after(seconds(2), () -> fail(ended));
              new Supervisor(
                      Strategy.REST_FOR_ONE,
                      new Intensity(10, seconds(100)),
                      new BackOff(Duration.ZERO, Duration.ZERO))
                  .child("a", () -> failWhenCancelled(cleanUp))
                  .child(
                      "b",
                      () -> {
                        sleep(1);
                        throw new IOException("b");
                      })
                  .child(
                      "c",
                      () -> {
                        try {
                          sleepForEver();
                        } finally {
                          Scope.shield(_ -> {
                            sleep(5);
                            return null;
                          });
                        }
                      })
                  .run();
            }));
    assertThat(thrown).isSameAs(ended);
    assertThat(thrown.getSuppressed()).contains(cleanUp);
  }

  /// A supervisor in a scope that is cancelled already starts its children.
  @Test
  void inACancelledScopeNoChildIsStarted() {
    stage.run(() -> {
      thrownBy(() ->
          Scope.join(scope -> {
            scope.cancel("before");
            new Supervisor(Strategy.ONE_FOR_ONE)
                .child(
                    "a",
                    () -> {
                      stage.mark("a begins");
                      sleepForEver();
                    })
                .run();
          }));
    });
    assertThat(stage.trail).isEmpty();
  }

  /// An intensity "for ever" loses the failure at the second restart.
  @Test
  void anIntensityForEverDoesNotLoseTheFailure() {
    stage.run(() -> {
      Throwable thrown =
          thrownBy(() ->
              new Supervisor(
                      Strategy.ONE_FOR_ONE,
                      new Intensity(1, Duration.ofDays(200_000)),
                      new BackOff(Duration.ZERO, Duration.ZERO))
                  .child("a", () -> fail(new IllegalStateException("mine")))
                  .run());
      assertThat(thrown).hasMessage("mine");
    });
  }

  @Test
  void aLongestPauseOfForEverDoesNotLoseTheFailure() {
    stage.run(() -> {
      int[] lives = {0};
      new Supervisor(
              Strategy.ONE_FOR_ONE,
              new Intensity(5, seconds(10)),
              new BackOff(seconds(1), Duration.ofDays(200_000)))
          .child(
              "a",
              () -> {
                if (lives[0]++ == 0) fail(new IllegalStateException("mine"));
              })
          .run();
    });
  }

  /// Twice no pause is no pause.
  @Test
  void noPauseStaysNoPause() {
    stage.run(() -> {
      int[] lives = {0};
      new Supervisor(
              Strategy.ONE_FOR_ONE,
              new Intensity(1000, seconds(10)),
              new BackOff(Duration.ZERO, seconds(5)))
          .child(
              "a",
              () -> {
                if (lives[0]++ < 100) fail(new IllegalStateException("mine"));
              })
          .run();
    });
    assertThat(stage.clock.nanos()).isZero();
  }

  /// A failing timer limit loses the child's failure.
  @Test
  void whatEndsTheSupervisorItselfDoesNotHideTheFailureThatItWasMending() {
    try (Stage small = new Stage(new Limits(1, 1_000))) {
      IllegalStateException mine = new IllegalStateException("mine");
      Throwable thrown =
          thrownBy(() ->
              small.run(() -> {
                small.reactor.after(seconds(100), () -> {});
                new Supervisor(Strategy.ONE_FOR_ONE).child("a", () -> fail(mine)).run();
              }));
      List<Throwable> all = new ArrayList<>(List.of(thrown.getSuppressed()));
      all.add(thrown);
      assertThat(all).contains(mine);
    }
  }

  @Test
  void aFailureOfAChildThatTheReactorsEndUnwindsWhileTheSupervisorWaitsIsNotLost() {
    IllegalStateException cleanUp = new IllegalStateException("clean-up of a");
    IllegalStateException ended = new IllegalStateException("callback");
    Throwable thrown =
        thrownBy(() ->
            stage.reactor.run(() -> {
              stage.reactor.after(seconds(2), () -> fail(ended));
              new Supervisor(Strategy.REST_FOR_ONE)
                  .child("a", () -> failWhenCancelled(cleanUp))
                  .run();
            }));
    assertThat(thrown.getSuppressed()).contains(cleanUp);
  }
}

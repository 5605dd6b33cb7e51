package io.weightless.scope;

import static io.weightless.scope.Stage.seconds;
import static io.weightless.scope.Stage.sleep;
import static io.weightless.scope.Stage.sleepForEver;
import static io.weightless.scope.Stage.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Work;
import io.weightless.scope.Supervisor.BackOff;
import io.weightless.scope.Supervisor.Intensity;
import io.weightless.scope.Supervisor.Strategy;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The rules of Erlang's supervisors that no other test here shows; `docs/ancestry.md` lists all.
class SupervisionRulesTest {
  private static final BackOff AT_ONCE = new BackOff(Duration.ZERO, Duration.ZERO);

  @AutoClose private final Stage stage = new Stage();

  @Test
  void childrenBeginInTheirOrderAndAreEndedTheLastOneFirst() {
    stage.run(() ->
        Scope.runOr(
            Deadline.after(seconds(3)),
            null,
            _ -> {
              supervisor(Strategy.ONE_FOR_ONE, 0)
                  .child("a", lasting("a"))
                  .child("b", lasting("b"))
                  .child("c", lasting("c"))
                  .run();
              return null;
            }));

    assertThat(stage.trail)
        .containsExactly("a@0", "b@0", "c@0", "c ends@3", "b ends@3", "a ends@3");
  }

  @Test
  void aRestartOfAllIsOneRestart() {
    stage.run(() ->
        supervisor(Strategy.ALL_FOR_ONE, 1)
            .child("a", onceLasting("a"))
            .child("b", failing("b", 1))
            .child("c", onceLasting("c"))
            .run());

    assertThat(stage.trail).contains("a@0", "a@1", "b@0", "b@1", "c@0", "c@1");
  }

  @Test
  void twoFailuresOfOneInstantAreTwoRestarts() {
    stage.run(() -> {
      supervisor(Strategy.ONE_FOR_ONE, 2)
          .child("a", failing("a", 1))
          .child("b", failing("b", 1))
          .run();
      Supervisor tight =
          supervisor(Strategy.ONE_FOR_ONE, 1)
              .child("a", failing("a", 1))
              .child("b", failing("b", 1));
      stage.mark(thrownBy(tight::run).getMessage());
    });

    assertThat(stage.trail).endsWith("b failed");
  }

  @Test
  void whenItIsAllowedNoRestartTheFirstFailureIsTheLast() {
    stage.run(() -> {
      Supervisor none = supervisor(Strategy.ONE_FOR_ONE, 0).child("a", failing("a", 1));
      stage.mark(thrownBy(none::run).getMessage());
    });

    assertThat(stage.trail).containsExactly("a@0", "a failed");
  }

  @ParameterizedTest
  @EnumSource(names = {"ALL_FOR_ONE", "REST_FOR_ONE"})
  void nobodyIsStartedAgainBeforeAllThatHaveToEndHaveEnded(Strategy strategy) {
    stage.run(() ->
        supervisor(strategy, 5)
            .child("a", failing("a", 1))
            .child("slow", cleaningUp("slow", 4))
            .child("slower", cleaningUp("slower", 7))
            .run());

    assertThat(stage.trail)
        .as("one after the other, the last one first")
        .containsExactly(
            "a@0",
            "slow@0",
            "slower@0",
            "slower clean@8",
            "slow clean@12",
            "a@12",
            "slow@12",
            "slower@12");
  }

  @Test
  void aPauseBeforeARestartEndsWithWhatIsAroundIt() {
    BackOff long100 = new BackOff(seconds(100), seconds(100));
    stage.run(() -> {
      stage.markAt(
          Scope.runOr(
              Deadline.after(seconds(5)),
              "over",
              _ -> {
                new Supervisor(Strategy.ONE_FOR_ONE, new Intensity(9, seconds(1)), long100)
                    .child("a", failing("a", 1))
                    .run();
                return "done";
              }));
    });

    assertThat(stage.trail).containsExactly("a@0", "over@5");
  }

  @Test
  void anErrorEndsALifeAsAnyOtherFailureDoes() {
    int[] lives = {0};
    stage.run(() ->
        supervisor(Strategy.ONE_FOR_ONE, 3)
            .child(
                "a",
                () -> {
                  if (lives[0]++ < 2) {
                    throw new StackOverflowError("life " + lives[0]);
                  }
                })
            .run());

    assertThat(lives[0]).isEqualTo(3);
  }

  @Test
  void whatACancelledScopeInsideAChildThrowsIsAFailureOfTheChild() {
    int[] lives = {0};
    stage.run(() ->
        supervisor(Strategy.ONE_FOR_ONE, 3)
            .child(
                "a",
                () ->
                    Scope.run(scope -> {
                      if (lives[0]++ < 2) {
                        scope.cancel("of its own");
                      }
                      sleep(1);
                      return null;
                    }))
            .run());

    assertThat(lives[0]).isEqualTo(3);
  }

  /// One that gives up is restarted by the one above, as often as that allows.
  @Test
  void aSupervisorThatGivesUpIsRestartedByTheOneAboveIt() {
    Work<Exception> child = failing("a", 3);
    stage.run(() ->
        supervisor(Strategy.ONE_FOR_ONE, 2)
            .child(
                "inner",
                () ->
                    supervisor(Strategy.ONE_FOR_ONE, 1)
                        .child("a", child)
                        .child("beside", () -> stage.mark("beside"))
                        .run())
            .run());

    assertThat(stage.trail)
        .as("two lives each")
        .containsExactly("a@0", "beside", "a@1", "a@2", "beside", "a@3");
  }

  private Work<Exception> failing(String name, int times) {
    int[] lives = {0};
    return () -> {
      stage.markAt(name);
      if (lives[0]++ < times) {
        sleep(1);
        throw new IllegalStateException(name + " failed");
      }
    };
  }

  private Work<Exception> lasting(String name) {
    return () -> {
      stage.markAt(name);
      try {
        sleepForEver();
      } finally {
        stage.markAt(name + " ends");
      }
    };
  }

  private Work<Exception> onceLasting(String name) {
    int[] lives = {0};
    return () -> {
      stage.markAt(name);
      if (lives[0]++ == 0) {
        sleepForEver();
      }
    };
  }

  private Work<Exception> cleaningUp(String name, long takes) {
    int[] lives = {0};
    return () -> {
      stage.markAt(name);
      if (lives[0]++ > 0) {
        return;
      }
      try {
        sleepForEver();
      } finally {
        Scope.<Void, RuntimeException>shield(_ -> {
          sleep(takes);
          stage.markAt(name + " clean");
          return null;
        });
      }
    };
  }

  private static Supervisor supervisor(Strategy strategy, int restarts) {
    return new Supervisor(strategy, new Intensity(restarts, seconds(1_000)), AT_ONCE);
  }
}

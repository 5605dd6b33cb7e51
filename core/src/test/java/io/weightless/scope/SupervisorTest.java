package io.weightless.scope;

import static io.weightless.scope.Stage.seconds;
import static io.weightless.scope.Stage.sleep;
import static io.weightless.scope.Stage.sleepForEver;
import static io.weightless.scope.Stage.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.reactor.Work;
import io.weightless.scope.Supervisor.BackOff;
import io.weightless.scope.Supervisor.Intensity;
import io.weightless.scope.Supervisor.Strategy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class SupervisorTest {
  private static final BackOff AT_ONCE = new BackOff(Duration.ZERO, Duration.ZERO);
  private static final Intensity AMPLE = new Intensity(1000, Duration.ofDays(1));

  @AutoClose private final Stage stage = new Stage();

  /// Fails in its first lives, a second after it began; does `then` in the next one.
  private Work<Exception> failing(String name, int times, Work<Exception> then) {
    int[] lives = {0};
    return () -> {
      lives[0]++;
      stage.markAt(name + lives[0]);
      if (lives[0] > times) {
        then.run();
        return;
      }
      sleep(1);
      throw new IOException(name + " failed");
    };
  }

  private Work<Exception> lasting(String name) {
    int[] lives = {0};
    return () -> {
      lives[0]++;
      stage.markAt(name + lives[0]);
      try {
        sleep(10);
      } finally {
        stage.markAt(name + lives[0] + " ends");
      }
    };
  }

  @Test
  void whoFailsIsStartedAgainAndTheOthersGoOn() {
    stage.run(() ->
        supervisor(Strategy.ONE_FOR_ONE)
            .child("a", lasting("a"))
            .child("b", failing("b", 2, () -> {}))
            .child("c", lasting("c"))
            .run());

    assertThat(stage.trail)
        .containsExactly("a1@0", "b1@0", "c1@0", "b2@1", "b3@2", "a1 ends@10", "c1 ends@10");
  }

  @Test
  void allAreStartedAgainWhenTheyCannotGoOnWithoutIt() {
    stage.run(() ->
        supervisor(Strategy.ALL_FOR_ONE)
            .child("a", lasting("a"))
            .child("b", failing("b", 1, () -> {}))
            .child("c", lasting("c"))
            .run());

    assertThat(stage.trail)
        .containsExactly(
            "a1@0",
            "b1@0",
            "c1@0",
            "c1 ends@1",
            "a1 ends@1",
            "a2@1",
            "b2@1",
            "c2@1",
            "a2 ends@11",
            "c2 ends@11");
  }

  @Test
  void thoseThatBuildOnItAreStartedAgainWithIt() {
    stage.run(() ->
        supervisor(Strategy.REST_FOR_ONE)
            .child("a", lasting("a"))
            .child("b", failing("b", 1, () -> {}))
            .child("c", lasting("c"))
            .run());

    assertThat(stage.trail)
        .containsExactly(
            "a1@0", "b1@0", "c1@0", "c1 ends@1", "b2@1", "c2@1", "a1 ends@10", "c2 ends@11");
  }

  @Test
  void whoIsDoneIsNotStartedAgain() {
    stage.run(() ->
        supervisor(Strategy.ALL_FOR_ONE)
            .child("a", () -> stage.mark("a"))
            .child("b", failing("b", 2, () -> {}))
            .run());

    assertThat(stage.trail).containsExactly("a", "b1@0", "b2@1", "b3@2");
  }

  @Test
  void whenItFailsTooOftenAllAreCancelledAndItsFailureIsThrown() {
    Intensity two = new Intensity(2, seconds(10));
    stage.run(() -> {
      Throwable thrown =
          thrownBy(() ->
              new Supervisor(Strategy.ONE_FOR_ONE, two, AT_ONCE)
                  .child("a", lasting("a"))
                  .child("b", failing("b", 100, () -> {}))
                  .run());
      stage.markAt(thrown.getMessage());
    });

    assertThat(stage.trail)
        .containsExactly(
            "a1@0",
            "b1@0",
            "b2@1",
            "b3@2",
            "a1 ends@3",
            "task 'b' failed: java.io.IOException: b failed@3");
  }

  @Test
  void failuresThatAreLongAgoDoNotCount() {
    Intensity two = new Intensity(2, seconds(2));
    stage.run(() ->
        new Supervisor(Strategy.ONE_FOR_ONE, two, AT_ONCE)
            .child("b", failing("b", 10, () -> {}))
            .run());

    assertThat(stage.trail).last().isEqualTo("b11@10");
  }

  @Test
  void anUncheckedFailureIsThrownAsItIs() {
    IllegalStateException failure = new IllegalStateException("mine");
    Error error = new Error("mine, too");
    stage.run(() -> {
      for (Throwable thrown : List.of(failure, error)) {
        Intensity none = new Intensity(0, seconds(1));
        Work<?> work = () -> failWith(thrown);
        Supervisor once = new Supervisor(Strategy.ONE_FOR_ONE, none, AT_ONCE).child("a", work);
        stage.mark(thrownBy(once::run));
      }
    });

    assertThat(stage.trail).containsExactly(failure, error);
  }

  @Test
  void whatAnotherFailsWithWhileItIsStoppedIsSuppressedInTheFailure() {
    IllegalStateException unwinding = new IllegalStateException("while unwinding");
    stage.run(() -> {
      Throwable thrown =
          thrownBy(() ->
              new Supervisor(Strategy.ALL_FOR_ONE, new Intensity(0, seconds(1)), AT_ONCE)
                  .child("a", () -> failInCleanUp(unwinding))
                  .child("b", failing("b", 1, () -> {}))
                  .run());
      assertThat(thrown.getSuppressed()).containsExactly(unwinding);
    });
  }

  private static void failWith(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    fail((RuntimeException) thrown);
  }

  private static void failInCleanUp(RuntimeException failure) {
    try {
      sleepForEver();
    } finally {
      fail(failure);
    }
  }

  private static void fail(RuntimeException failure) {
    throw failure;
  }

  @Test
  void pausesDoubleUpToTheLongestAndSomeOfThemIsLeftToChance() {
    BackOff doubling = new BackOff(seconds(8), seconds(100));
    stage.run(() ->
        new Supervisor(Strategy.ONE_FOR_ONE, AMPLE, doubling)
            .child("b", failing("", 7, () -> {}))
            .run());

    List<Long> pauses = new ArrayList<>();
    for (int i = 1; i < stage.trail.size(); i++) {
      pauses.add(secondsOf(i) - secondsOf(i - 1) - 1);
    }
    long[] longest = {8, 16, 32, 64, 100, 100, 100};
    assertThat(pauses).hasSize(7);
    for (int i = 0; i < longest.length; i++) {
      assertThat(pauses.get(i)).isBetween(longest[i] / 2 - 1, longest[i]);
    }
    assertThat(pauses.subList(4, 7)).as("chance").doesNotHaveDuplicates();
  }

  private long secondsOf(int index) {
    String event = (String) stage.trail.get(index);
    return Long.parseLong(event.substring(event.indexOf('@') + 1));
  }

  @Test
  void childrenThatFailDuringAPauseAreLookedAtAfterwards() {
    BackOff five = new BackOff(seconds(5), seconds(5));
    stage.run(() ->
        new Supervisor(Strategy.ONE_FOR_ONE, AMPLE, five)
            .child("a", failing("a", 1, () -> {}))
            .child("b", failing("b", 1, () -> {}))
            .run());

    assertThat(stage.trail).hasSize(4).startsWith("a1@0", "b1@0");
  }

  @Test
  void theEndOfWhatIsAroundItEndsAll() {
    stage.run(() -> {
      Throwable thrown =
          thrownBy(() ->
              Scope.run(
                  Deadline.after(seconds(3)),
                  _ -> {
                    supervisor(Strategy.ONE_FOR_ONE)
                        .child("a", lasting("a"))
                        .child("b", failing("b", 100, () -> {}))
                        .run();
                    return null;
                  }));
      stage.markAt(thrown.getMessage());
    });

    assertThat(stage.trail)
        .containsExactly(
            "a1@0", "b1@0", "b2@1", "b3@2", "a1 ends@3", "the deadline of PT3S passed@3");
  }

  @Test
  void aSupervisorOfNobodyIsDone() {
    stage.run(() -> supervisor(Strategy.ONE_FOR_ONE).run());

    assertThat(stage.clock.nanos()).isZero();
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> new Intensity(-1, seconds(1))).hasMessageContaining("-1");
    assertThatThrownBy(() -> new Intensity(1, Duration.ZERO)).hasMessageContaining("PT0S");
    assertThatThrownBy(() -> new BackOff(seconds(2), seconds(1))).hasMessageContaining("PT2S");
    stage.run(() -> {
      Supervisor supervisor = supervisor(Strategy.ONE_FOR_ONE);
      supervisor.child(
          "early",
          () -> {
            assertThatThrownBy(() -> supervisor.child("late", () -> {}))
                .hasMessageContaining("'late'");
            assertThatThrownBy(supervisor::run).hasMessageContaining("runs already");
            stage.mark("refused");
          });
      supervisor.run();
    });

    assertThat(stage.trail).containsExactly("refused");
  }

  @Test
  void aFailureThatARestartWouldHaveMendedIsNoneWhenTheSupervisorIsCancelledInTheSameMoment() {
    stage.run(() ->
        stage.mark(
            Scope.runOr(
                Deadline.after(seconds(1)),
                "fallback",
                _ -> {
                  supervisor(Strategy.ONE_FOR_ONE)
                      .child(
                          "a",
                          () -> {
                            sleep(1);
                            throw new IllegalStateException("a");
                          })
                      .run();
                  return "";
                })));

    assertThat(stage.trail).containsExactly("fallback");
  }

  private static Supervisor supervisor(Strategy strategy) {
    return new Supervisor(strategy, AMPLE, AT_ONCE);
  }
}

package io.weightless.scope;

import static io.weightless.scope.Stage.seconds;
import static io.weightless.scope.Stage.sleep;
import static io.weightless.scope.Stage.sleepForEver;
import static io.weightless.scope.Stage.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Cancelled;
import io.weightless.reactor.Work;
import io.weightless.scope.Supervisor.BackOff;
import io.weightless.scope.Supervisor.Intensity;
import io.weightless.scope.Supervisor.Strategy;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// How a supervisor ends its children, and begins anew.
final class SupervisorEndTest {
  private static final BackOff AT_ONCE = new BackOff(Duration.ZERO, Duration.ZERO);

  @AutoClose private final Stage stage = new Stage();

  @Test
  void aSupervisorThatIsRunAgainStartsItsChildrenAfresh() {
    Supervisor inner =
        supervisor(Strategy.ONE_FOR_ONE, 1)
            .child("a", failing("a", 3))
            .child("beside", lasting("beside"));
    stage.run(() ->
        Scope.runOr(
            Deadline.after(seconds(10)),
            null,
            _ -> {
              supervisor(Strategy.ONE_FOR_ONE, 2).child("inner", inner::run).run();
              return null;
            }));

    assertThat(stage.trail)
        .containsExactly(
            "a@0", "beside@0", "a@1", "beside ends@2", "a@2", "beside@2", "a@3", "beside ends@10");
  }

  @Test
  void afterARestartChildrenAreStillEndedTheLastNamedFirst() {
    stage.run(() ->
        Scope.runOr(
            Deadline.after(seconds(3)),
            null,
            _ -> {
              int[] lives = {0};
              supervisor(Strategy.ONE_FOR_ONE, 5)
                  .child(
                      "a",
                      () -> {
                        if (lives[0]++ == 0) {
                          sleep(1);
                          throw new IllegalStateException("a");
                        }
                        lasting("a").run();
                      })
                  .child("b", lasting("b"))
                  .child("c", lasting("c"))
                  .run();
              return null;
            }));
    assertThat(stage.trail).endsWith("c ends@3", "b ends@3", "a ends@3");
  }

  @Test
  void whatAChildFailsWithWhenTheSupervisorIsCancelledIsNotLost() {
    IllegalStateException cleanUp = new IllegalStateException("in its clean-up");
    stage.run(() -> {
      stage.mark(
          thrownBy(() ->
              Scope.run(
                  Deadline.after(seconds(1)),
                  _ -> {
                    supervisor(Strategy.ONE_FOR_ONE, 0)
                        .child(
                            "b",
                            () -> {
                              try {
                                sleepForEver();
                              } finally {
                                fail(cleanUp);
                              }
                            })
                        .run();
                    return null;
                  })));
    });
    assertThat(stage.trail).containsExactly(cleanUp);
  }

  @Test
  void aChildThatReturnsBecauseItIsToldToEndIsStartedAgain() {
    stage.run(() ->
        supervisor(Strategy.ALL_FOR_ONE, 1)
            .child(
                "a",
                () -> {
                  stage.markAt("a");
                  try {
                    sleep(10);
                  } catch (Cancelled _) {
                    stage.markAt("a drains");
                  }
                })
            .child("b", failing("b", 1))
            .run());
    assertThat(stage.trail).containsExactly("a@0", "b@0", "a drains@1", "a@1", "b@1");
  }

  @Test
  void whatAnotherFailedWithInTheSameMomentIsSuppressedInTheLastFailure() {
    IllegalStateException first = new IllegalStateException("first");
    IllegalStateException second = new IllegalStateException("second");
    stage.run(() ->
        stage.mark(
            thrownBy(() ->
                supervisor(Strategy.ONE_FOR_ONE, 0)
                    .child("a", () -> fail(first))
                    .child("b", () -> fail(second))
                    .run())));

    assertThat(stage.trail).containsExactly(first);
    assertThat(first.getSuppressed()).containsExactly(second);
  }

  @Test
  void whatAnotherFailsWithWhileAllAreCancelledIsSuppressedInTheLastFailure() {
    IllegalStateException first = new IllegalStateException("first");
    IllegalStateException second = new IllegalStateException("second");
    stage.run(() ->
        stage.mark(
            thrownBy(() ->
                supervisor(Strategy.ONE_FOR_ONE, 0)
                    .child(
                        "a",
                        () -> {
                          sleep(1);
                          fail(first);
                        })
                    .child(
                        "b",
                        () -> {
                          try {
                            sleepForEver();
                          } finally {
                            fail(second);
                          }
                        })
                    .run())));

    assertThat(stage.trail).containsExactly(first);
    assertThat(first.getSuppressed()).containsExactly(second);
  }

  @Test
  void childrenThatFailWithOneObjectAreOneFailure() {
    IllegalStateException shared = new IllegalStateException("shared");
    stage.run(() ->
        stage.mark(
            thrownBy(() ->
                supervisor(Strategy.ALL_FOR_ONE, 0)
                    .child("a", () -> fail(shared))
                    .child("b", () -> failWhenEnded(shared))
                    .run())));

    assertThat(stage.trail).containsExactly(shared);
    assertThat(shared.getSuppressed()).isEmpty();
  }

  @Test
  void whatOthersFailWithIsSuppressedInAnErrorToo() {
    AssertionError error = new AssertionError("wrong");
    IllegalStateException cleanUp = new IllegalStateException("in its clean-up");
    stage.run(() ->
        stage.mark(
            thrownBy(() ->
                supervisor(Strategy.ALL_FOR_ONE, 0)
                    .child(
                        "a",
                        () -> {
                          sleep(1);
                          throw error;
                        })
                    .child("b", () -> failWhenEnded(cleanUp))
                    .run())));

    assertThat(stage.trail).containsExactly(error);
    assertThat(error.getSuppressed()).containsExactly(cleanUp);
  }

  private static void failWhenEnded(RuntimeException failure) {
    try {
      sleepForEver();
    } finally {
      fail(failure);
    }
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

  private static void fail(RuntimeException failure) {
    throw failure;
  }

  private static Supervisor supervisor(Strategy strategy, int restarts) {
    return new Supervisor(strategy, new Intensity(restarts, seconds(1_000)), AT_ONCE);
  }
}

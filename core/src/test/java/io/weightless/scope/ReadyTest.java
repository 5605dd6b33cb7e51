package io.weightless.scope;

import static io.weightless.scope.Stage.seconds;
import static io.weightless.scope.Stage.sleep;
import static io.weightless.scope.Stage.sleepForEver;
import static io.weightless.scope.Stage.thrownBy;
import static io.weightless.sync.NoSuspend.noSuspend;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Cancelled;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A start that waits until the task says that it is ready.
final class ReadyTest {
  @AutoClose private final Stage stage = new Stage();

  /// Runs `body` in a scope of the main task.
  private <X extends Exception> void within(Body<?, X> body) throws X {
    stage.run(() -> {
      Scope.run(body);
    });
  }

  @Test
  void itWaitsUntilTheTaskIsReadyAndTheTaskGoesOn() {
    within(scope -> {
      int port =
          scope.startUntilReady(
              "server",
              ready -> {
                sleep(2);
                ready.with(8080);
                sleep(3);
                stage.markAt("server ends");
              });
      stage.markAt(port);
      return null;
    });

    assertThat(stage.trail).containsExactly("8080@2", "server ends@5");
  }

  @Test
  void oneThatIsReadyAtOnceIsStillGivenItsTurn() {
    within(scope -> {
      stage.mark(
          scope.<@Nullable Object>startUntilReady(
              "server",
              ready -> {
                stage.mark("server");
                ready.with(null);
              }));
      return null;
    });

    assertThat(stage.trail).containsExactly("server", null);
  }

  @Test
  void aFailureBeforeItIsReadyIsTheStartersAndTheScopeGoesOn() {
    within(scope -> {
      scope.start(
          "other",
          () -> {
            sleep(5);
            stage.markAt("other ends");
          });
      stage.mark(thrownBy(() -> scope.startUntilReady("server", _ -> failWith("no port"))));
      return null;
    });

    assertThat(stage.trail)
        .hasSize(2)
        .element(0)
        .hasToString(new IllegalStateException("no port") + "");
    assertThat(stage.trail.getLast()).isEqualTo("other ends@5");
  }

  @Test
  void aCheckedFailureBeforeItIsReadyIsWrappedAsByAwait() {
    within(scope -> {
      Throwable thrown =
          thrownBy(() ->
              scope.startUntilReady(
                  "server",
                  _ -> {
                    throw new IOException("in use");
                  }));
      assertThat(thrown).isInstanceOf(TaskFailed.class).hasCauseInstanceOf(IOException.class);
      assertThat(thrown).hasMessageContaining("server");
      return null;
    });
  }

  @Test
  void aFailureAfterwardsIsTheScopes() {
    Throwable thrown =
        thrownBy(() ->
            within(scope -> {
              scope.<Integer>startUntilReady(
                  "server",
                  ready -> {
                    ready.with(1);
                    sleep(1);
                    failWith("later");
                  });
              sleepForEver();
              return null;
            }));

    assertThat(thrown).isInstanceOf(IllegalStateException.class).hasMessage("later");
    assertThat(stage.clock.nanos()).isEqualTo(seconds(1).toNanos());
  }

  @Test
  void aFailureInTheTurnInWhichItIsReadyIsTheScopes() {
    Throwable thrown =
        thrownBy(() ->
            within(scope -> {
              scope.<Integer>startUntilReady(
                  "server",
                  ready -> {
                    ready.with(1);
                    failWith("at once");
                  });
              return null;
            }));

    assertThat(thrown).hasMessage("at once");
  }

  @Test
  void oneThatEndsBeforeItIsReadyIsAFailureOfTheStart() {
    within(scope -> {
      assertThat(thrownBy(() -> scope.startUntilReady("server", _ -> {})))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("task 'server' ended before it was ready");
      return null;
    });
  }

  @Test
  void toSayItTwiceIsAFailureOfTheTask() {
    Throwable thrown =
        thrownBy(() ->
            within(scope -> {
              scope.<Integer>startUntilReady(
                  "server",
                  ready -> {
                    ready.with(1);
                    ready.with(2);
                  });
              return null;
            }));

    assertThat(thrown).hasMessage("task 'server' said before that it is ready");
  }

  @Test
  void whenTheStarterIsCancelledSoIsTheTaskAndItsEndIsWaitedFor() {
    within(scope -> {
      Task<?> starter =
          scope.start(
              "starter",
              () -> {
                try {
                  scope.startUntilReady("server", _ -> endSlowly());
                } finally {
                  stage.markAt("starter ends");
                }
              });
      sleep(1);
      starter.cancel("enough");
      return null;
    });

    assertThat(stage.trail)
        .containsExactly(
            "task: whoever started it was cancelled before it was ready@1",
            "task ends@3",
            "starter ends@3");
  }

  private void endSlowly() {
    try {
      sleepForEver();
    } catch (Cancelled cancelled) {
      stage.markAt("task: " + cancelled.getMessage());
      Scope.shield(_ -> {
        sleep(2);
        return null;
      });
      stage.markAt("task ends");
      throw cancelled;
    }
  }

  @Test
  void aStarterThatIsCancelledAlreadyStartsNothing() {
    assertThat(
            thrownBy(() ->
                within(scope -> {
                  scope.cancel("before");
                  return scope.<Integer>startUntilReady("server", _ -> stage.mark("server"));
                })))
        .isInstanceOf(CancellationException.class)
        .hasMessage("before");
    assertThat(stage.trail).isEmpty();
  }

  @Test
  void aFailureWhileItUnwindsForACancelledStarterIsTheScopes() {
    Throwable thrown =
        thrownBy(() ->
            within(scope -> {
              Task<?> starter =
                  scope.start(
                      "starter",
                      () -> {
                        scope.startUntilReady(
                            "server",
                            _ -> {
                              try {
                                sleepForEver();
                              } finally {
                                failWith("while it unwinds");
                              }
                            });
                      });
              sleep(1);
              starter.cancel("enough");
              return null;
            }));

    assertThat(thrown).hasMessage("while it unwinds");
  }

  @Test
  void whenTheScopeIsCancelledAStarterOutsideOfItIsTold() {
    within(outer -> {
      outer.start(
          "outside",
          () -> {
            Scope inner = openScope(outer);
            Throwable thrown = thrownBy(() -> inner.startUntilReady("server", _ -> sleepForEver()));
            assertThat(thrown)
                .isInstanceOf(CancellationException.class)
                .hasMessage("task 'server' was cancelled: the scope is not wanted");
            stage.markAt("told");
          });
      return null;
    });

    assertThat(stage.trail).containsExactly("told@1");
  }

  /// One that another task holds open for a second.
  private static Scope openScope(Scope outer) {
    Scope[] opened = new Scope[1];
    outer.start(
        "holder",
        () ->
            Scope.runOr(
                Deadline.after(seconds(100)),
                "",
                inner -> {
                  opened[0] = inner;
                  try {
                    sleep(1);
                  } finally {
                    inner.cancel("the scope is not wanted");
                  }
                  return "";
                }));
    Task.yield();
    return opened[0];
  }

  @Test
  void inANoSuspendSectionNothingIsStarted() {
    within(scope -> {
      Throwable thrown =
          thrownBy(() ->
              noSuspend(() -> {
                scope.<Integer>startUntilReady("server", _ -> stage.mark("server"));
              }));
      assertThat(thrown).hasMessageContaining("noSuspend");
      Task.yield();
      return null;
    });

    assertThat(stage.trail).isEmpty();
  }

  private static void failWith(String message) {
    throw new IllegalStateException(message);
  }
}

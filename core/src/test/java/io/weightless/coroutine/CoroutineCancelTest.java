package io.weightless.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.weightless.channel.Channel;
import io.weightless.reactor.Work;
import io.weightless.scene.Scene;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.sync.Lock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A wait inside a coroutine parks its driver, and is cancelled with it.
class CoroutineCancelTest {
  @AutoClose private final Scene scene = new Scene();

  private Coroutine<String, String, String> waiting(Work<?> wait) {
    return Coroutine.of(
        "waiting",
        io -> {
          try {
            wait.run();
            return io.next();
          } catch (Throwable e) {
            scene.markAt("inside " + e.getClass().getSimpleName());
            throw e;
          }
        });
  }

  /// Waits that never end.
  private static Map<String, Work<?>> waits() {
    Map<String, Work<?>> waits = new LinkedHashMap<>();
    waits.put("sleep", () -> Scene.sleep(99));
    waits.put("receive", () -> Channel.rendezvous().receive());
    waits.put("send", () -> Channel.rendezvous().send("value"));
    waits.put(
        "lock",
        () -> {
          Lock taken = new Lock();
          Scope.join(scope -> {
            scope.start("holder", () -> holdForLong(taken));
            Task.yield();
            taken.hold();
          });
        });
    waits.put("children", () -> Scope.join(scope -> scope.start("child", () -> Scene.sleep(99))));
    waits.put(
        "coroutine",
        () ->
            Coroutine.of(
                    "inner",
                    _ -> {
                      Scene.sleep(99);
                      return "end";
                    })
                .next());
    return waits;
  }

  private static void holdForLong(Lock lock) {
    try (var _ = lock.hold()) {
      Scene.sleep(99);
    }
  }

  @Test
  void aWaitInsideParksItsDriverAndTheOthersGoOn() {
    scene.run(scope -> {
      scope.start(
          "other",
          () -> {
            Scene.sleep(1);
            scene.markAt("other");
          });
      Coroutine<String, String, String> waiting = waiting(() -> Scene.sleep(2));
      scene.markAt(Talk.word(waiting.next()));
      waiting.send("input");
      return null;
    });

    assertThat(scene.trail).containsExactly("other@1", "reads@2");
  }

  @Test
  void whateverItWaitsForACancelledDriverEndsThatWait() {
    waits()
        .forEach((name, wait) -> {
          scene.trail.clear();
          scene.run(scope -> {
            Task<?> driver =
                scope.start(
                    name,
                    () -> {
                      try {
                        waiting(wait).next();
                      } catch (Error e) {
                        scene.mark(
                            "driver " + e.getClass().getSimpleName() + ": " + e.getMessage());
                        throw e;
                      }
                    });
            Scene.sleep(1);
            driver.cancel("enough");
            scene.mark(catchThrowable(driver::await).getMessage());
            return null;
          });
          assertThat(scene.trail)
              .as(name)
              .hasSize(3)
              .satisfies(trail -> {
                assertThat(trail.get(0)).asString().startsWith("inside Cancelled@");
                assertThat(trail.get(1)).isEqualTo("driver Cancelled: enough");
              });
        });
  }

  @Test
  void whateverItWaitsForADeadlineOfItsDriverEndsThatWait() {
    waits()
        .forEach((name, wait) -> {
          scene.trail.clear();
          scene.run(_ -> {
            Throwable thrown =
                catchThrowable(
                    () -> Scope.join(Deadline.after(Scene.seconds(2)), _ -> waiting(wait).next()));
            scene.mark(thrown.getClass().getSimpleName());
            return null;
          });
          assertThat(scene.trail)
              .as(name)
              .hasSize(2)
              .satisfies(trail -> {
                assertThat(trail.get(0)).asString().startsWith("inside Cancelled@");
                assertThat(trail.get(1)).isEqualTo(DeadlineExceeded.class.getSimpleName());
              });
        });
  }

  @Test
  void aDeadlineOfItsOwnEndsItsWaitAndTheCoroutineGoesOn() {
    waits()
        .forEach((name, wait) -> {
          scene.trail.clear();
          scene.run(_ -> {
            Coroutine<String, String, String> limited =
                Coroutine.of(
                    "limited",
                    io -> {
                      Throwable thrown =
                          catchThrowable(
                              () -> Scope.join(Deadline.after(Scene.seconds(2)), _ -> wait.run()));
                      io.write(thrown.getClass().getSimpleName());
                      Scene.sleep(1);
                      return "end, interrupted: " + Thread.currentThread().isInterrupted();
                    });
            Talk.with(limited).forEach(scene::mark);
            return null;
          });
          assertThat(scene.trail)
              .as(name)
              .containsExactly("writes DeadlineExceeded", "returns end, interrupted: false");
        });
  }

  /// The deadline passes while it is paused: it is seen at the next read, not by its driver.
  @Test
  void aDeadlineOfItsOwnThatPassesWhileItIsPausedIsSeenWhenItPausesAgain() {
    scene.run(_ -> {
      Coroutine<String, String, String> limited =
          Coroutine.of(
              "limited",
              io -> {
                Throwable thrown =
                    catchThrowable(() ->
                        Scope.join(
                            Deadline.after(Scene.seconds(2)),
                            _ -> {
                              scene.markAt("reads " + io.next());
                              scene.markAt("reads " + io.next());
                            }));
                return thrown.getClass().getSimpleName();
              });
      limited.next();
      Scene.sleep(5);
      scene.mark(Talk.word(limited.send("late")));
      return null;
    });

    assertThat(scene.trail).containsExactly("reads late@5", "returns DeadlineExceeded");
  }

  @Test
  void aShieldInsideHoldsUntilItsEndAndTheNextWaitIsCancelled() {
    scene.run(scope -> {
      Task<?> driver =
          scope.start(
              "driver",
              () ->
                  waiting(
                          () -> {
                            Scope.shield(() -> Scene.sleep(3));
                            scene.markAt("shielded");
                            Scene.sleep(1);
                          })
                      .next());
      Scene.sleep(1);
      driver.cancel("enough");
      scene.mark(catchThrowable(driver::await).getClass().getSimpleName());
      return null;
    });

    assertThat(scene.trail)
        .containsExactly("shielded@3", "inside Cancelled@3", "CancellationException");
  }

  /// It is a scope, too: what was begun in it is closed with it.
  @Test
  void aShieldAroundItsDriverShieldsItsWaitsToo() {
    scene.run(scope -> {
      Task<?> driver =
          scope.start(
              "driver",
              () -> {
                Coroutine<String, String, String> slow = waiting(() -> Scene.sleep(3));
                scene.mark(Scope.shield(_ -> Talk.word(slow.next())));
              });
      Scene.sleep(1);
      driver.cancel("enough");
      return null;
    });

    assertThat(scene.trail).containsExactly("inside CoroutineClosed@3", "reads");
  }

  @Test
  void aCancelledDriverMayStillStepOneThatDoesNotWait() {
    scene.run(scope -> {
      Coroutine<String, String, String> quick =
          Coroutine.of(
              "quick",
              io -> {
                io.write("a");
                return "end";
              });
      Task<?> driver = scope.start("driver", () -> Talk.with(quick).forEach(scene::mark));
      driver.cancel("before it began");
      driver.whenEnded(() -> scene.mark("ended"));
      return null;
    });

    assertThat(scene.trail).containsExactly("writes a", "returns end", "ended");
  }

  @Test
  void tasksThatItStartedGoOnWhileItIsPaused() {
    scene.run(_ -> {
      Coroutine<String, String, String> parent =
          Coroutine.of(
              "parent",
              io -> {
                Scope.join(inner -> {
                  inner.start(
                      "child",
                      () -> {
                        Scene.sleep(1);
                        scene.markAt("child");
                      });
                  scene.markAt("input " + io.next());
                });
                return "end";
              });
      parent.next();
      Scene.sleep(2);
      scene.markAt(Talk.word(parent.send("a")));
      return null;
    });

    assertThat(scene.trail).containsExactly("child@1", "input a@2", "returns end@2");
  }

  @Test
  void aTaskThatItStartedAndThatFailsWhileItIsPausedFailsItWhenItGoesOn() {
    scene.run(_ -> {
      Coroutine<String, String, String> parent =
          Coroutine.of(
              "parent",
              io ->
                  Scope.run(inner -> {
                    inner.start("child", CoroutineCancelTest::fail);
                    io.next();
                    return io.next();
                  }));
      parent.next();
      Scene.sleep(2);
      scene.mark(catchThrowable(() -> parent.send("a")).getMessage());
      scene.mark(parent.isDone());
      return null;
    });

    assertThat(scene.trail).containsExactly("bad", true);
  }

  private static void fail() {
    throw new IllegalArgumentException("bad");
  }

  @Test
  void closingOneWhoseScopeHasTasksCancelsThemAndWaitsForThem() {
    scene.run(_ -> {
      Coroutine<String, String, String> parent =
          Coroutine.of(
              "parent",
              io ->
                  Scope.run(inner -> {
                    inner.start(
                        "child",
                        () -> {
                          try {
                            Scene.sleep(99);
                          } finally {
                            Scope.shield(() -> Scene.sleep(1));
                            scene.markAt("child");
                          }
                        });
                    return io.next();
                  }));
      parent.next();
      Scene.sleep(1);
      parent.close();
      scene.markAt("closed");
      return null;
    });

    assertThat(scene.trail).containsExactly("child@2", "closed@2");
  }
}

package io.weightless.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.weightless.reactor.Reactor;
import io.weightless.scene.Scene;
import io.weightless.scope.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Who ends a coroutine that is left unfinished: the innermost scope or task in which its first
/// step was made.
class CoroutineOwnerTest {
  @AutoClose private final Scene scene = new Scene();

  /// Begun, and paused at a read.
  private Coroutine<String, String, String> begun(String name) {
    Coroutine<String, String, String> coroutine = unfinished(name);
    coroutine.next();
    return coroutine;
  }

  private Coroutine<String, String, String> unfinished(String name) {
    return Coroutine.of(
        name,
        io -> {
          try {
            return io.next();
          } finally {
            scene.mark(name);
          }
        });
  }

  private Coroutine<String, String, String> failing(String name) {
    Coroutine<String, String, String> coroutine =
        Coroutine.of(
            name,
            io -> {
              try {
                return io.next();
              } finally {
                fail(name);
              }
            });
    coroutine.next();
    return coroutine;
  }

  private static void fail(String name) {
    throw new IllegalArgumentException("bad " + name);
  }

  @Test
  void thoseOfAScopeAreClosedAtItsEndTheYoungestFirst() {
    scene.run(_ -> {
      Scope.join(_ -> {
        begun("first");
        begun("second");
        begun("third");
        scene.mark("end");
      });
      scene.mark("after");
      return null;
    });

    assertThat(scene.trail).containsExactly("end", "third", "second", "first", "after");
  }

  @Test
  void thoseOfATaskAreClosedAtItsEndBeforeItsAwaiterGoesOn() {
    scene.run(scope -> {
      scope.start("task", () -> begun("of the task")).await();
      scene.mark("awaited");
      return null;
    });

    assertThat(scene.trail).containsExactly("of the task", "awaited");
  }

  @Test
  void itIsTheFirstStepThatDecidesAndNotWhoMadeIt() {
    scene.run(_ -> {
      Coroutine<String, String, String> later = unfinished("later");
      Scope.join(_ -> later.next());
      scene.mark("after the inner scope");
      return null;
    });

    assertThat(scene.trail).containsExactly("later", "after the inner scope");
  }

  @Test
  void oneThatAnotherTaskFinishesIsNotClosedAgain() {
    scene.run(scope -> {
      Coroutine<String, String, String> shared = begun("shared");
      scope.start("other", () -> scene.mark(Talk.word(shared.send("input")))).await();
      scene.mark("goes on");
      return null;
    });

    assertThat(scene.trail).containsExactly("shared", "returns input", "goes on");
  }

  @Test
  void whatTheyFailWithTheScopeThrowsAndTheOthersAreClosedAllTheSame() {
    Throwable thrown =
        catchThrowable(() ->
            scene.run(_ -> {
              Scope.join(_ -> {
                begun("first");
                failing("second");
                failing("third");
              });
              return null;
            }));

    assertThat(thrown).isInstanceOf(IllegalArgumentException.class).hasMessage("bad third");
    assertThat(Objects.requireNonNull(thrown).getSuppressed())
        .singleElement()
        .satisfies(second -> assertThat(second).hasMessage("bad second"));
    assertThat(scene.trail).containsExactly("first");
  }

  @Test
  void theFailureOfTheScopeItselfComesFirst() {
    assertThatThrownBy(() ->
            scene.run(_ -> {
              Scope.join(_ -> {
                failing("coroutine");
                throw new IllegalStateException("scope");
              });
              return null;
            }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("scope")
        .hasSuppressedException(new IllegalArgumentException("bad coroutine"));
  }

  @Test
  void whatOneOfATaskFailsWithFailsTheTask() {
    scene.run(_ -> {
      Throwable thrown =
          catchThrowable(
              () -> Scope.join(scope -> scope.start("task", () -> failing("coroutine")).await()));
      scene.mark(thrown.getMessage());
      return null;
    });

    assertThat(scene.trail).containsExactly("bad coroutine");
  }

  @Test
  void itsTasksEndBeforeTheCoroutinesOfAScopeAreClosed() {
    scene.run(_ -> {
      Scope.join(scope -> {
        Coroutine<String, String, String> shared = begun("shared");
        scope.start(
            "late",
            () -> {
              Scene.sleep(1);
              scene.mark(shared.isDone());
            });
      });
      return null;
    });

    assertThat(scene.trail).containsExactly(false, "shared");
  }

  @Test
  void oneThatBeginsAnotherWhileItIsClosedHasThatClosedToo() {
    scene.run(_ -> {
      Scope.join(_ -> {
        Coroutine<String, String, String> begins =
            Coroutine.of(
                "begins",
                io -> {
                  try {
                    return io.next();
                  } finally {
                    begun("late");
                    scene.mark("begins");
                  }
                });
        begins.next();
      });
      scene.mark("after");
      return null;
    });

    assertThat(scene.trail).containsExactly("begins", "late", "after");
  }

  @Test
  void aCoroutineInsideACoroutineIsClosedWithTheInnermostOne() {
    scene.run(_ -> {
      Coroutine<String, String, String> outer =
          Coroutine.of(
              "outer",
              io -> {
                begun("inner");
                try {
                  return io.next();
                } finally {
                  scene.mark("outer");
                }
              });
      outer.next();
      scene.mark(Talk.word(outer.send("input")));
      return null;
    });

    assertThat(scene.trail).containsExactly("outer", "inner", "returns input");
  }

  @Test
  void oneThatWasBegunInAScopeOfACoroutineEndsWithThatScope() {
    scene.run(_ -> {
      Coroutine<String, String, String> outer =
          Coroutine.of(
              "outer",
              io -> {
                Scope.join(_ -> begun("inner"));
                scene.mark("after the scope");
                return io.next();
              });
      outer.next();
      return null;
    });

    assertThat(scene.trail).containsExactly("inner", "after the scope");
  }

  @Test
  void aStubbornOneFailsItsOwnerOnce() {
    assertThatThrownBy(() ->
            scene.run(_ -> {
              Coroutine<String, String, String> stubborn =
                  Coroutine.of(
                      "stubborn",
                      io -> {
                        while (true) {
                          try {
                            io.yield();
                          } catch (CoroutineClosed e) {
                            assertThat(e).hasMessageContaining("stubborn");
                          }
                        }
                      });
              stubborn.next();
              return null;
            }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("coroutine 'stubborn' ignored its close")
        .hasNoSuppressedExceptions();
  }

  @Test
  void aReactorThatFailsWhileATaskDrivesEndsTheWaitInside() {
    List<Coroutine<String, String, String>> driven = new ArrayList<>();
    try (Reactor reactor = Reactor.open()) {
      assertThatThrownBy(() ->
              reactor.run(() -> {
                reactor.after(Scene.seconds(0), () -> fail("reactor"));
                driven.add(
                    Coroutine.of(
                        "waiting",
                        io -> {
                          try {
                            Scene.sleep(99);
                            return io.next();
                          } catch (Error e) {
                            scene.mark(e.getClass().getSimpleName());
                            throw e;
                          }
                        }));
                driven.getFirst().next();
              }))
          .hasMessage("bad reactor");
    }
    assertThat(scene.trail).containsExactly("Cancelled");
    assertThat(driven.getFirst().isDone()).isTrue();
  }
}

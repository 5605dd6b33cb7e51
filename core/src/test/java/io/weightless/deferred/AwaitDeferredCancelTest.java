package io.weightless.deferred;

import static io.weightless.deferred.Seen.failureOf;
import static io.weightless.deferred.Seen.problem;
import static io.weightless.scene.Scene.seconds;
import static io.weightless.scene.Scene.settle;
import static io.weightless.scene.Scene.sleep;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.engine.internal.Pinned;
import io.weightless.reactor.Reactor;
import io.weightless.scene.Scene;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.testing.LoggedFailures;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A task is cancelled while it waits for a Deferred, or the Deferred is.
class AwaitDeferredCancelTest {
  @AutoClose private final Scene scene = new Scene();

  @Test
  void oneThatHasItsResultIsACancellationPointAllTheSame() {
    scene.run(scope -> {
      Deferred<String> text = Deferred.succeed("x");
      Task<String> late = scope.start("late", text::await);
      late.cancel("enough");
      scene.mark(thrownBy(late::await).getClass());
      return null;
    });

    assertThat(scene.trail).containsExactly(CancellationException.class);
  }

  @Test
  void oneThatSomebodyElseCancelsThrowsAtTheWait() {
    scene.run(_ -> {
      Deferred<String> text = new Deferred<>();
      Reactor.current().after(seconds(1), text::cancel);
      scene.markAt(thrownBy(text::await).getClass());
      return null;
    });

    assertThat(scene.trail).containsExactly(CancellationException.class + "@1");
  }

  @Test
  void aDeadlineAroundTheWaitCancelsIt() {
    scene.run(_ -> {
      Deferred<String> text = new Deferred<>(_ -> scene.markAt("cancelled"));
      Throwable thrown = thrownBy(() -> Scope.run(Deadline.after(seconds(2)), _ -> text.await()));
      scene.mark(thrown.getClass());
      return null;
    });

    assertThat(scene.trail).containsExactly("cancelled@2", DeadlineExceeded.class);
  }

  @Test
  void anAnswerThatIsOnItsWayIsWaitedForAndTheNextWaitThrows() {
    scene.run(scope -> {
      Deferred<String> text = new Deferred<>();
      text.addErrback(_ -> "saved");
      Task<?> task =
          scope.start(
              "cancelled",
              () -> {
                scene.mark(text.await());
                sleep(1);
                scene.mark("never");
              });
      settle();
      task.cancel("enough");
      scene.mark(thrownBy(task::await).getClass());
      return null;
    });

    assertThat(scene.trail).containsExactly("saved", CancellationException.class);
  }

  /// What cleans up takes very long: who is told a second time does not wait for it.
  @Test
  void whoIsToldASecondTimeLeaves() {
    scene.run(outer -> {
      Deferred<String> cleanUp = Deferred.fromTask(outer, "cleans up", () -> shielded(20, "clean"));
      Deferred<String> held = new Deferred<String>().addDeferringErrback(_ -> cleanUp);
      Task<?> task =
          outer.start(
              "outer task",
              () -> {
                Scope.run(inner -> {
                  Task<String> waits = inner.start("waits", held::await);
                  settle();
                  waits.cancel("first");
                  settle();
                  scene.mark(waits.state());
                  sleep(5);
                  return null;
                });
              });
      sleep(2);
      task.cancel("second");
      scene.markAt(thrownBy(task::await).getClass());
      scene.markAt(held.await());
      return null;
    });

    assertThat(scene.trail)
        .containsExactly(Task.State.RUNNING, CancellationException.class + "@2", "clean@20");
  }

  /// Nothing is left that could be cancelled, so nothing is on its way because of it.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPausedOneIsLeftAtTheDeadline(boolean fired) {
    scene.run(_ -> {
      Deferred<String> held = fired ? Deferred.succeed("x") : new Deferred<>();
      held.pause();
      Throwable thrown = thrownBy(() -> Scope.run(Deadline.after(seconds(2)), _ -> held.await()));
      scene.markAt(thrown.getClass());
      held.unpause();
      scene.mark(fired ? held.result() : failureOf(held).getClass());
      return null;
    });

    assertThat(scene.trail)
        .containsExactly(DeadlineExceeded.class + "@2", fired ? "x" : CancellationException.class);
  }

  @Test
  void oneWithACallbackThatWaitsInAnotherTaskIsLeftAtTheDeadlineToo() {
    scene.run(scope -> {
      Deferred<String> text = new Deferred<>();
      text.addCallback(value -> {
        sleep(5);
        return value + "!";
      });
      scope.start("fires", () -> text.callback("x"));
      Throwable thrown = thrownBy(() -> Scope.run(Deadline.after(seconds(2)), _ -> text.await()));
      scene.markAt(thrown.getClass());
      scene.markAt(text.await());
      return null;
    });

    assertThat(scene.trail).containsExactly(DeadlineExceeded.class + "@2", "x!@5");
  }

  @Test
  void oneThatWaitsForAPausedOneIsLeftAtTheDeadlineToo() {
    scene.run(_ -> {
      Deferred<String> inner = Deferred.succeed("x");
      inner.pause();
      Deferred<String> outer = Deferred.succeed(1).addDeferring(_ -> inner);
      Throwable thrown = thrownBy(() -> Scope.run(Deadline.after(seconds(2)), _ -> outer.await()));
      scene.markAt(thrown.getClass());
      inner.unpause();
      scene.mark(outer.result());
      return null;
    });

    assertThat(scene.trail).containsExactly(DeadlineExceeded.class + "@2", "x");
  }

  @Test
  void oneWhoseTaskCleansUpIsWaitedFor() {
    scene.run(scope -> {
      Deferred<String> text =
          Deferred.fromTask(
              scope,
              "cleans up",
              () -> {
                try {
                  sleep(10);
                } finally {
                  shielded(3, "clean");
                }
                return "x";
              });
      Throwable thrown = thrownBy(() -> Scope.run(Deadline.after(seconds(2)), _ -> text.await()));
      scene.markAt(thrown.getClass());
      assertThat(failureOf(text)).isInstanceOf(CancellationException.class);
      return null;
    });

    assertThat(scene.trail).containsExactly(DeadlineExceeded.class + "@5");
  }

  @Test
  void theEndOfTheReactorIsNotHeldUp() {
    scene.reactor.post(() -> {
      throw problem("ends the reactor");
    });
    Throwable thrown =
        thrownBy(() ->
            scene.run(_ -> {
              Deferred<String> never = new Deferred<>();
              return new Deferred<String>().addDeferringErrback(_ -> never).await();
            }));

    assertThat(thrown).hasMessage("ends the reactor");
  }

  /// It did not wait, so it has not seen the failure that comes later.
  @Tag("fast-engine")
  @Test
  void aFailureAfterAWaitThatWasRefusedIsNobodysAndLogged() {
    IllegalStateException problem = problem("nobody's");
    try (Scene refused = new Scene()) {
      refused.run(_ -> {
        assertThat(Initialised.REFUSAL).isEqualTo(Pinned.class);
        Initialised.AWAITED.errback(problem);
        return null;
      });
    }

    assertThat(LoggedFailures.take())
        .singleElement()
        .satisfies(logged -> assertThat(logged.getThrown()).isSameAs(problem));
  }

  /// Awaits while it is initialised, when its stack can't be set aside.
  private static final class Initialised {
    static final Deferred<String> AWAITED = new Deferred<>();
    static final Class<?> REFUSAL = thrownBy(AWAITED::await).getClass();
  }

  @Test
  void aFailureAfterAWaitThatDidNotBeginIsNobodysAndLogged() {
    IllegalStateException problem = problem("nobody's");
    try (Scene left = new Scene()) {
      left.run(scope -> {
        Deferred<String> held = new Deferred<>();
        held.pause();
        held.errback(problem);
        Task<String> task = scope.start("cancelled before", held::await);
        task.cancel("enough");
        assertThat(thrownBy(task::await)).isInstanceOf(CancellationException.class);
        held.unpause();
        return null;
      });
    }

    assertThat(LoggedFailures.take())
        .singleElement()
        .satisfies(logged -> assertThat(logged.getThrown()).isSameAs(problem));
  }

  /// Others of its scope are still to be told, which must not take a turn.
  @Test
  void whatACancellationSetsOffMayNotWaitAndAllAreTold() {
    scene.run(_ -> {
      thrownBy(() ->
          Scope.run(scope -> {
            for (String name : new String[] {"a", "b"}) {
              Deferred<String> text = new Deferred<>(_ -> sleep(1));
              scope.start(
                  name,
                  () -> {
                    scene.markAt(name + " " + thrownBy(text::await).getMessage());
                    return null;
                  });
            }
            settle();
            scope.cancel("enough");
            sleep(5);
            return null;
          }));
      return null;
    });

    assertThat(scene.trail).containsExactly("b enough@0", "a enough@0");
  }

  private static String shielded(long seconds, String value) {
    return Scope.<String, RuntimeException>shield(_ -> {
      sleep(seconds);
      return value;
    });
  }
}

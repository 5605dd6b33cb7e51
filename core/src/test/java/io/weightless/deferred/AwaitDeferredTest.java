package io.weightless.deferred;

import static io.weightless.deferred.Seen.problem;
import static io.weightless.scene.Scene.seconds;
import static io.weightless.scene.Scene.settle;
import static io.weightless.scene.Scene.sleep;
import static io.weightless.scene.Scene.thrownBy;
import static io.weightless.sync.NoSuspend.noSuspend;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.engine.internal.Pinned;
import io.weightless.reactor.Deadlock;
import io.weightless.reactor.Reactor;
import io.weightless.scene.Scene;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// The main road: a task waits for a Deferred.
class AwaitDeferredTest {
  @AutoClose private final Scene scene = new Scene();

  @Test
  void aTaskWaitsUntilItHasFired() {
    scene.run(_ -> {
      Deferred<String> text = new Deferred<>();
      Reactor.current().after(seconds(3), () -> text.callback("x"));
      scene.markAt(text.await());
      return null;
    });

    assertThat(scene.trail).containsExactly("x@3");
  }

  @Test
  void oneThatHasItsResultGivesUpNoTurn() {
    scene.run(scope -> {
      scope.start("other", () -> scene.mark("other"));
      for (int i = 0; i < 100_000; i++) {
        assertThat(Deferred.succeed(i).await()).isEqualTo(i);
      }
      scene.mark("main");
      return null;
    });

    assertThat(scene.trail).containsExactly("main", "other");
  }

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
  void itGivesWhatTheChainHasComeToAtThatPoint() {
    scene.run(scope -> {
      Deferred<Integer> number = new Deferred<>();
      number.addCallback(n -> n + 1);
      Task<Integer> between = scope.start("between", number::await);
      settle();
      Deferred<String> text = number.addCallback(n -> "<" + n);
      Task<String> after = scope.start("after", text::await);
      settle();
      number.callback(1);
      scene.mark(between.await());
      scene.mark(after.await());
      scene.mark(text.await());
      return null;
    });

    assertThat(scene.trail).containsExactly(2, "<2", "<2");
  }

  @Test
  void allWhoAwaitItHaveItInTheOrderInWhichTheyCame() {
    scene.run(scope -> {
      Deferred<String> text = new Deferred<>();
      for (String name : new String[] {"a", "b", "c"}) {
        scope.start(name, () -> scene.mark(name + " " + text.await()));
      }
      settle();
      text.callback("x");
      return null;
    });

    assertThat(scene.trail).containsExactly("a x", "b x", "c x");
  }

  @Test
  void aFailureIsThrownAsItIsAndACheckedOneIsWrapped() {
    scene.run(_ -> {
      IllegalStateException problem = problem("x");
      Deferred<String> unchecked = new Deferred<>();
      Deferred<String> checked = new Deferred<>();
      Deferred<String> error = new Deferred<>();
      Reactor.current()
          .after(
              seconds(1),
              () -> {
                unchecked.errback(problem);
                checked.errback(new IOException("disk"));
                error.errback(new AssertionError("bug"));
              });
      assertThat(thrownBy(unchecked::await)).isSameAs(problem);
      assertThat(thrownBy(checked::await))
          .isInstanceOf(DeferredFailed.class)
          .hasRootCauseInstanceOf(IOException.class);
      assertThat(thrownBy(error::await)).isInstanceOf(AssertionError.class);
      return null;
    });
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

  /// The chain is held for ever: who is told a second time does not wait for it.
  @Test
  void whoIsToldASecondTimeLeaves() {
    scene.run(outer -> {
      Deferred<String> held = new Deferred<>();
      held.pause();
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
      scene.mark(thrownBy(task::await).getClass());
      held.unpause();
      assertThat(thrownBy(held::await)).isInstanceOf(CancellationException.class);
      return null;
    });

    assertThat(scene.trail).containsExactly(Task.State.RUNNING, CancellationException.class);
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

  @Test
  void aCallbackMayAwaitAnotherOneAndItsChainWaits() {
    scene.run(scope -> {
      Deferred<String> other = new Deferred<>();
      Deferred<Integer> number = new Deferred<>();
      number
          .addCallback(n -> n + other.await().length())
          .addCallback(n -> {
            scene.markAt(n);
            return n;
          });
      scope.start("fires", () -> number.callback(1));
      Reactor.current().after(seconds(3), () -> other.callback("four"));
      scene.mark(number.await());
      return null;
    });

    assertThat(scene.trail).containsExactly("5@3", 5);
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

  @Test
  void aCallbackCantAwaitItsOwnDeferred() {
    scene.run(_ -> {
      Deferred<Integer> number = Deferred.succeed(1);
      number.addCallback(_ -> number.await());
      assertThat(thrownBy(number::await))
          .hasMessage("a callback can't await the Deferred that it belongs to");
      return null;
    });
  }

  /// In between two links its chain is not at its end.
  @Test
  void whatAStageRunsMayAwaitTheDeferredThatItIsOf() {
    scene.run(_ -> {
      Deferred<Integer> number = new Deferred<>();
      CompletionStage<Void> stage = number.thenAccept(n -> scene.mark(number.await()));
      number.addCallback(n -> n + 1);
      number.callback(1);
      Deferred.of(stage).await();
      return null;
    });

    assertThat(scene.trail).containsExactly(2);
  }

  @Test
  void aTaskThatHasPromisedNotToWaitIsRefusedAndTheDeferredIsLeftAlone() {
    scene.run(_ -> {
      Deferred<String> text = new Deferred<>();
      assertThat(thrownBy(() -> noSuspend(() -> text.await()))).isInstanceOf(Pinned.class);
      assertThat(text.isFired()).isFalse();
      return null;
    });
  }

  @Test
  void onesThatNobodyCanFireAreADeadlock() {
    assertThat(
            thrownBy(() ->
                scene.run(_ -> {
                  new Deferred<String>().await();
                  return null;
                })))
        .isInstanceOf(Deadlock.class)
        .hasMessageContaining("Deferred[not fired]");
  }
}

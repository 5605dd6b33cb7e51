package io.weightless.deferred;

import static io.weightless.deferred.Seen.problem;
import static io.weightless.scene.Scene.seconds;
import static io.weightless.scene.Scene.settle;
import static io.weightless.scene.Scene.thrownBy;
import static io.weightless.sync.NoSuspend.noSuspend;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.engine.internal.Pinned;
import io.weightless.reactor.Deadlock;
import io.weightless.reactor.Reactor;
import io.weightless.scene.Scene;
import io.weightless.scope.Task;
import java.io.IOException;
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

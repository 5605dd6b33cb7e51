package io.weightless.deferred;

import static io.weightless.deferred.Seen.failureOf;
import static io.weightless.deferred.Seen.problem;
import static io.weightless.scene.Scene.seconds;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.reactor.Deadlock;
import io.weightless.reactor.Reactor;
import io.weightless.scene.Scene;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// From stages and what may be anything to Deferreds, and back to futures; for tasks see
/// [FromTaskTest].
class BridgesTest {
  private static final String REFUSAL =
      "a Deferred can't be the value of another one: use addDeferring, or chainDeferred";

  @AutoClose private final Scene scene = new Scene();

  @Test
  void maybeDeferredMakesOneOfWhateverIsGiven() {
    scene.run(_ -> {
      Deferred<String> there = Deferred.succeed("a Deferred");
      scene.mark(Deferred.maybeDeferred(String.class, () -> "a value").await());
      scene.mark(Deferred.maybeDeferred(String.class, () -> there).await());
      scene.mark(
          Deferred.maybeDeferred(String.class, () -> CompletableFuture.completedStage("a future"))
              .await());
      scene.mark(String.valueOf(Deferred.maybeDeferred(String.class, () -> null).await()));
      scene.mark(
          failureOf(
              Deferred.maybeDeferred(
                  String.class,
                  () -> {
                    throw new IOException("an exception");
                  })));
      scene.mark(failureOf(Deferred.maybeDeferred(String.class, () -> 42)).getClass());
      return null;
    });

    assertThat(scene.trail.subList(0, 4))
        .containsExactly("a value", "a Deferred", "a future", "null");
    assertThat((Throwable) scene.trail.get(4)).hasMessage("an exception");
    assertThat(scene.trail.get(5)).isEqualTo(ClassCastException.class);
  }

  @Test
  void aStageThatCompletesOnAnotherThreadIsAnsweredOnTheReactor() {
    scene.run(_ -> {
      CompletableFuture<String> future = new CompletableFuture<>();
      Deferred<String> text = Deferred.of(future);
      Reactor mine = Reactor.current();
      text.addCallback(value -> {
        mine.checkOwner();
        return value;
      });
      future.completeOnTimeout("x", 1, TimeUnit.MILLISECONDS);
      scene.mark(text.await());
      return null;
    });

    assertThat(scene.trail).containsExactly("x");
  }

  /// Though time is virtual, and nothing else could happen any more.
  @Test
  void whileAStageIsAwaitedThroughAnythingThereIsNoDeadlock() {
    scene.run(_ -> {
      CompletableFuture<String> future = new CompletableFuture<>();
      Deferred<String> direct = new Deferred<>();
      Deferred.of(future).chainDeferred(direct);
      future.completeOnTimeout("x", 50, TimeUnit.MILLISECONDS);
      scene.mark(direct.await());
      return null;
    });

    assertThat(scene.trail).containsExactly("x");
  }

  @Test
  void aCompleteStageIsThereAtOnce() {
    assertThat(Deferred.of(CompletableFuture.completedStage("x")).result()).isEqualTo("x");
    assertThat(failureOf(Deferred.of(CompletableFuture.failedStage(new IOException("disk")))))
        .isInstanceOf(IOException.class);
  }

  @Test
  void whatAStageWrapsIsUnwrapped() {
    CompletableFuture<String> wrapped =
        CompletableFuture.completedFuture("x")
            .thenApply(_ -> {
              throw problem("in the stage");
            });

    assertThat(failureOf(Deferred.of(wrapped))).hasMessage("in the stage").hasNoCause();
  }

  @Test
  void aDeferredAsTheValueOfAStageIsAFailure() {
    scene.run(_ -> {
      CompletableFuture<Object> late = new CompletableFuture<>();
      Deferred<Object> answered = Deferred.of(late);
      Deferred<Object> posted = Deferred.of(late.thenApplyAsync(value -> value));
      late.complete(Deferred.succeed("x"));
      assertThat(thrownBy(answered::await)).hasMessage(REFUSAL);
      assertThat(thrownBy(posted::await)).hasMessage(REFUSAL);
      assertThat(thrownBy(() -> Deferred.maybeDeferred(Object.class, () -> late).await()))
          .hasMessage(REFUSAL);
      return null;
    });

    assertThat(failureOf(Deferred.of(CompletableFuture.completedStage(Deferred.succeed("x")))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(REFUSAL);
  }

  @Test
  void outsideOfAnyReactorAStageHasToBeComplete() {
    assertThatThrownBy(() -> Deferred.of(new CompletableFuture<String>()))
        .hasMessage("a stage that is not complete needs a reactor");
  }

  @Test
  void aDeferredIsTheDeferredOfItself() {
    Deferred<String> text = Deferred.succeed("x");

    assertThat((Object) Deferred.of(text)).isSameAs(text);
  }

  @Test
  void cancellingTheDeferredCancelsTheFutureAndTheOtherWayRound() {
    scene.run(_ -> {
      CompletableFuture<String> future = new CompletableFuture<>();
      Deferred<String> text = Deferred.of(future);
      text.cancel();
      assertThat(future).isCancelled();
      assertThat(failureOf(text)).isInstanceOf(CancellationException.class);
      CompletableFuture<String> other = new CompletableFuture<>();
      Deferred<String> cancelled = Deferred.of(other);
      other.cancel(true);
      assertThat(failureOf(cancelled)).isInstanceOf(CancellationException.class);
      return null;
    });
  }

  @Test
  void aStageThatCantBeCancelledIsLeftAndItsAnswerIgnored() {
    scene.run(_ -> {
      CompletableFuture<String> future = new CompletableFuture<>();
      Deferred<String> text = Deferred.of(future.minimalCompletionStage());
      text.cancel();
      assertThat(future).isNotDone();
      assertThat(failureOf(text)).isInstanceOf(CancellationException.class);
      future.complete("late");
      return null;
    });
  }

  /// The stage of others is never complete.
  @Test
  void whatNobodyCanFireIsADeadlockWhenTheStageThatWasAwaitedIsCancelled() {
    Throwable thrown =
        thrownBy(() ->
            scene.run(_ -> {
              CompletableFuture<String> future = new CompletableFuture<>();
              Deferred<String> text = Deferred.of(future.minimalCompletionStage());
              Deferred<String> other = Deferred.of(future.minimalCompletionStage());
              text.cancel();
              text.cancel();
              other.cancel();
              scene.mark(failureOf(text).getClass());
              scene.mark(failureOf(other).getClass());
              new Deferred<String>().await();
              return null;
            }));

    assertThat(thrown).isInstanceOf(Deadlock.class);
    assertThat(scene.trail)
        .containsExactly(CancellationException.class, CancellationException.class);
  }

  /// The answer of one that was cancelled does not count for another one.
  @Test
  void whileAnotherStageIsAwaitedThereIsNoDeadlock() {
    scene.run(_ -> {
      CompletableFuture<String> left = new CompletableFuture<>();
      CompletableFuture<String> future = new CompletableFuture<>();
      Deferred<String> cancelled = Deferred.of(left.minimalCompletionStage());
      Deferred<String> text = Deferred.of(future);
      cancelled.cancel();
      left.complete("late");
      future.completeOnTimeout("x", 50, TimeUnit.MILLISECONDS);
      scene.mark(text.await());
      assertThat(failureOf(cancelled)).isInstanceOf(CancellationException.class);
      return null;
    });

    assertThat(scene.trail).containsExactly("x");
  }

  @Test
  void aFutureHasTheResult() throws ExecutionException, InterruptedException {
    Deferred<Integer> number = new Deferred<>();
    CompletableFuture<Integer> before = number.toCompletableFuture();
    number.addCallback(n -> n + 1);
    CompletableFuture<Integer> after = number.toCompletableFuture();
    assertThat(before).isNotDone();
    number.callback(1);

    assertThat(before.get()).isEqualTo(1);
    assertThat(after.get()).isEqualTo(2);
    assertThat(number.result()).isEqualTo(2);
    CompletableFuture<String> failed = Deferred.<String>fail(problem("x")).toCompletableFuture();
    assertThat(failed).isCompletedExceptionally();
    assertThatThrownBy(failed::join)
        .isInstanceOf(CompletionException.class)
        .hasRootCauseMessage("x");
  }

  @Test
  void cancellingTheFutureCancelsTheDeferred() {
    Deferred<String> text = new Deferred<>(_ -> scene.mark("cancelled"));
    CompletableFuture<String> future = text.toCompletableFuture();
    future.cancel(false);

    assertThat(scene.trail).containsExactly("cancelled");
    assertThat(failureOf(text)).isInstanceOf(CancellationException.class);
  }

  @Test
  void cancellingTheDeferredCancelsTheFuture() {
    Deferred<String> text = new Deferred<>();
    CompletableFuture<String> future = text.toCompletableFuture();
    text.cancel();

    assertThat(future).isCancelled();
  }

  @Test
  void theFutureMayBeCancelledFromAnotherThread() {
    scene.run(_ -> {
      Deferred<String> text = new Deferred<>();
      CompletableFuture<String> future = text.toCompletableFuture();
      Deferred<?> answered = Deferred.of(CompletableFuture.runAsync(() -> future.cancel(true)));
      answered.await();
      scene.mark(thrownBy(text::await).getClass());
      return null;
    });

    assertThat(scene.trail).containsExactly(CancellationException.class);
  }

  @Test
  void aFailureOfACancelledFutureIsStillTheDeferreds() {
    Deferred<String> text = new Deferred<>(deferred -> deferred.errback(problem("stopped")));
    text.toCompletableFuture().cancel(true);

    assertThat(failureOf(text)).hasMessage("stopped");
  }

  @Test
  void anythingMayBeChainedFromStageToStage() {
    scene.run(_ -> {
      Deferred<String> text = new Deferred<>();
      CompletionStage<Integer> length = text.thenApply(String::length);
      Reactor.current().after(seconds(1), () -> text.callback("four"));
      scene.markAt(Deferred.of(length).await());
      scene.mark(text.await());
      return null;
    });

    assertThat(scene.trail).containsExactly("4@1", "four");
  }
}

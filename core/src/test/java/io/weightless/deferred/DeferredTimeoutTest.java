package io.weightless.deferred;

import static io.weightless.deferred.Seen.failureOf;
import static io.weightless.deferred.Seen.problem;
import static io.weightless.scene.Scene.seconds;
import static io.weightless.scene.Scene.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Reactor;
import io.weightless.scene.Scene;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A timeout of ten seconds, with the usual failure or with a callback of one's own for what is
/// late.
class DeferredTimeoutTest {
  private static final String LATE = "there was no result within PT10S";

  @AutoClose private final Scene scene = new Scene();
  private final Seen seen = new Seen();

  /// What `deferred` has come to when it is left alone for 20 seconds: a value or a failure.
  private Object outcome(Deferred<String> deferred) {
    sleep(20);
    assertThat(deferred.hasResult()).isTrue();
    Object[] outcome = new Object[1];
    deferred.<@Nullable Object>addBoth(result -> {
      outcome[0] =
          switch (result) {
            case Result.Success<String>(String value) -> value;
            case Result.Failure<String>(Throwable failure) -> failure;
          };
      return null;
    });
    return outcome[0];
  }

  private void run(Runnable test) {
    scene.run(_ -> {
      test.run();
      return null;
    });
  }

  private Callback<Result<String>, String> custom() {
    return result -> {
      seen.trail.add("late " + (result instanceof Result.Success<?>));
      return "custom";
    };
  }

  private static void in(int seconds, Runnable what) {
    Reactor.current().after(seconds(seconds), what);
  }

  @Test
  void itIsTheSameDeferred() {
    run(() -> {
      Deferred<String> text = new Deferred<>();
      assertThat((Object) text.addTimeout(seconds(10))).isSameAs(text);
      text.callback("x");
    });
  }

  @Test
  void aValueBeforeItStays() {
    run(() -> {
      Deferred<String> text = new Deferred<String>().addTimeout(seconds(10));
      in(9, () -> text.callback("x"));
      assertThat(outcome(text)).isEqualTo("x");
    });
  }

  @Test
  void aValueBeforeItIsNotForTheCallbackOfOnesOwn() {
    run(() -> {
      Deferred<String> text = new Deferred<String>().addTimeout(seconds(10), custom());
      in(9, () -> text.callback("x"));
      assertThat(outcome(text)).isEqualTo("x");
      assertThat(seen.trail).isEmpty();
    });
  }

  @Test
  void aFailureBeforeItStays() {
    run(() -> {
      Deferred<String> text = new Deferred<String>().addTimeout(seconds(10));
      in(9, () -> text.errback(problem("x")));
      assertThat((Throwable) outcome(text)).hasMessage("x");
    });
  }

  @Test
  void aFailureBeforeItIsNotForTheCallbackOfOnesOwn() {
    run(() -> {
      Deferred<String> text = new Deferred<String>().addTimeout(seconds(10), custom());
      in(9, () -> text.errback(problem("x")));
      assertThat((Throwable) outcome(text)).hasMessage("x");
      assertThat(seen.trail).isEmpty();
    });
  }

  @Test
  void whenItHasPassedTheDeferredFails() {
    run(() -> {
      Deferred<String> text = new Deferred<String>().addTimeout(seconds(10));
      text.addErrback(failure -> {
        scene.markAt("failed");
        return new Result.Failure<String>(failure).orThrow();
      });
      assertThat((Throwable) outcome(text)).isInstanceOf(TimeoutException.class).hasMessage(LATE);
    });
    assertThat(scene.trail).containsExactly("failed@10");
  }

  @Test
  void whenItHasPassedTheCallbackOfOnesOwnHasTheCancellation() {
    run(() -> {
      Deferred<String> text =
          new Deferred<String>()
              .addTimeout(
                  seconds(10),
                  result -> {
                    assertThat(result)
                        .isInstanceOfSatisfying(
                            Result.Failure.class,
                            failure ->
                                assertThat(failure.cause())
                                    .isInstanceOf(CancellationException.class));
                    return "custom";
                  });
      assertThat(outcome(text)).isEqualTo("custom");
    });
  }

  @Test
  void whatTheCallbackOfOnesOwnThrowsIsTheFailure() {
    run(() -> {
      Deferred<String> text =
          new Deferred<String>()
              .addTimeout(
                  seconds(10),
                  _ -> {
                    throw problem("custom");
                  });
      assertThat((Throwable) outcome(text)).hasMessage("custom");
    });
  }

  @Test
  void aValueOfTheCancellerHasItsWay() {
    run(() -> {
      Deferred<String> text = new Deferred<>(deferred -> deferred.callback("partial"));
      text.addTimeout(seconds(10));
      assertThat(outcome(text)).isEqualTo("partial");
    });
  }

  @Test
  void aFailureOfTheCancellerHasItsWay() {
    run(() -> {
      Deferred<String> text = new Deferred<>(deferred -> deferred.errback(problem("partial")));
      text.addTimeout(seconds(10));
      assertThat((Throwable) outcome(text)).hasMessage("partial");
    });
  }

  @Test
  void aValueOfTheCancellerIsForTheCallbackOfOnesOwn() {
    run(() -> {
      Deferred<String> text = new Deferred<>(deferred -> deferred.callback("partial"));
      text.addTimeout(seconds(10), custom());
      assertThat(outcome(text)).isEqualTo("custom");
      assertThat(seen.trail).containsExactly("late true");
    });
  }

  @Test
  void cancelledBeforeItThatIsWhatItIs() {
    run(() -> {
      Deferred<String> text = new Deferred<String>().addTimeout(seconds(10));
      in(9, text::cancel);
      assertThat((Throwable) outcome(text)).isInstanceOf(CancellationException.class);
    });
  }

  @Test
  void cancelledBeforeItIsNotForTheCallbackOfOnesOwn() {
    run(() -> {
      Deferred<String> text = new Deferred<String>().addTimeout(seconds(10), custom());
      in(9, text::cancel);
      assertThat((Throwable) outcome(text)).isInstanceOf(CancellationException.class);
      assertThat(seen.trail).isEmpty();
    });
  }

  @Test
  void cancelledBeforeItTheCancellerHasItsWay() {
    run(() -> {
      Deferred<String> text = new Deferred<>(deferred -> deferred.callback("partial"));
      text.addTimeout(seconds(10), custom());
      in(9, text::cancel);
      assertThat(outcome(text)).isEqualTo("partial");
      assertThat(seen.trail).isEmpty();
    });
  }

  @Test
  void anErrbackBeforeItSeesTheCancellation() {
    run(() -> {
      Deferred<String> text = new Deferred<>();
      text.addErrback(seen.errback("before"));
      text.addTimeout(seconds(10));
      assertThat((Throwable) outcome(text)).isInstanceOf(TimeoutException.class);
      assertThat(seen.trail).containsExactly("before the Deferred was cancelled");
    });
  }

  @Test
  void anErrbackBeforeItThatTakesTheCancellationHasItsWay() {
    run(() -> {
      Deferred<String> text = new Deferred<>();
      text.addErrback(_ -> "instead");
      text.addTimeout(seconds(10));
      assertThat(outcome(text)).isEqualTo("instead");
    });
  }

  @Test
  void anErrbackBeforeItAndTheCallbackOfOnesOwnSeeIt() {
    run(() -> {
      Deferred<String> text = new Deferred<>();
      text.addErrback(seen.errback("before"));
      text.addTimeout(seconds(10), custom());
      assertThat(outcome(text)).isEqualTo("custom");
      assertThat(seen.trail).containsExactly("before the Deferred was cancelled", "late false");
    });
  }

  @Test
  void whatAnErrbackBeforeItMadeOfItIsForTheCallbackOfOnesOwn() {
    run(() -> {
      Deferred<String> text = new Deferred<>();
      text.addErrback(_ -> "instead");
      text.addTimeout(seconds(10), custom());
      assertThat(outcome(text)).isEqualTo("custom");
      assertThat(seen.trail).containsExactly("late true");
    });
  }

  /// The chain stands in a callback that was added before: it is that which is cancelled.
  @Test
  void aCallbackBeforeItThatWaitsIsCancelled() {
    run(() -> {
      Deferred<String> slow = new Deferred<>(_ -> seen.trail.add("slow cancelled"));
      Deferred<String> text = Deferred.succeed(1).addDeferring(_ -> slow);
      text.addTimeout(seconds(10));
      assertThat((Throwable) outcome(text)).isInstanceOf(TimeoutException.class);
      assertThat(seen.trail).containsExactly("slow cancelled");
    });
  }

  @Test
  void aCallbackBeforeItThatWaitsAndTheCallbackOfOnesOwn() {
    run(() -> {
      Deferred<String> text = Deferred.succeed(1).addDeferring(_ -> new Deferred<String>());
      text.addTimeout(seconds(10), custom());
      assertThat(outcome(text)).isEqualTo("custom");
      assertThat(seen.trail).containsExactly("late false");
    });
  }

  /// What comes after it may take as long as it likes.
  @Test
  void whatIsAddedAfterItIsNotCovered() {
    run(() -> {
      Deferred<String> slow = new Deferred<>();
      Deferred<String> start = new Deferred<>();
      Deferred<String> text = start.addTimeout(seconds(10)).addDeferring(_ -> slow);
      in(9, () -> start.callback("x"));
      in(19, () -> slow.callback("slow"));
      assertThat(outcome(text)).isEqualTo("slow");
    });
  }

  @Test
  void noTimerIsLeftBehind() {
    run(() -> {
      Deferred<String> text = new Deferred<String>().addTimeout(seconds(10_000));
      text.callback("x");
      assertThat(text.result()).isEqualTo("x");
    });
    assertThat(scene.reactor.step()).isFalse();
    assertThat(scene.clock.nanos()).isZero();
  }

  @Test
  void outsideOfAnyReactorThereIsNoTime() {
    Deferred<String> text = new Deferred<>();

    assertThat(Scene.thrownBy(() -> text.addTimeout(seconds(1))))
        .isInstanceOf(IllegalStateException.class);
    text.cancel();
    failureOf(text);
  }
}

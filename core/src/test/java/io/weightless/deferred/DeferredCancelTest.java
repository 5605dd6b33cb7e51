package io.weightless.deferred;

import static io.weightless.deferred.Seen.failureOf;
import static io.weightless.deferred.Seen.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.testing.LoggedFailures;
import java.lang.ref.WeakReference;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class DeferredCancelTest {
  private final Seen seen = new Seen();

  @Test
  void withoutACancellerItFailsAsCancelled() {
    Deferred<String> text = new Deferred<>();
    text.cancel();

    assertThat(failureOf(text)).isInstanceOf(CancellationException.class);
  }

  @Test
  void withoutACancellerOneLateCallbackIsIgnoredAndNoMore() {
    Deferred<String> text = new Deferred<>();
    text.cancel();
    text.callback("late");

    assertThatThrownBy(() -> text.callback("again")).isInstanceOf(AlreadyCalled.class);
    assertThat(failureOf(text)).isInstanceOf(CancellationException.class);
  }

  @Test
  void withoutACancellerOneLateErrbackIsIgnoredAndNoMore() {
    Deferred<String> text = new Deferred<>();
    text.cancel();
    text.errback(problem("late"));

    assertThatThrownBy(() -> text.errback(problem("again"))).isInstanceOf(AlreadyCalled.class);
    assertThat(failureOf(text)).isInstanceOf(CancellationException.class);
  }

  @Test
  void cancelledAgainAfterALateCallbackNoMoreIsIgnored() {
    Deferred<String> text = new Deferred<>();
    text.cancel();
    text.callback("late");
    text.cancel();

    assertThatThrownBy(() -> text.callback("again")).isInstanceOf(AlreadyCalled.class);
    failureOf(text);
  }

  @Test
  void cancelledAgainAfterALateErrbackNoMoreIsIgnored() {
    Deferred<String> text = new Deferred<>();
    text.cancel();
    text.errback(problem("late"));
    text.cancel();

    assertThatThrownBy(() -> text.errback(problem("again"))).isInstanceOf(AlreadyCalled.class);
    failureOf(text);
  }

  @Test
  void cancelledTwiceStillOneIsIgnored() {
    Deferred<String> text = new Deferred<>();
    text.cancel();
    text.cancel();
    text.callback("late");

    assertThatThrownBy(() -> text.callback("again")).isInstanceOf(AlreadyCalled.class);
    failureOf(text);
  }

  @Test
  void aCancellerIsCalledOnce() {
    Deferred<String> text = new Deferred<>(_ -> seen.trail.add("cancelled"));
    text.cancel();
    text.cancel();

    assertThat(seen.trail).containsExactly("cancelled");
    failureOf(text);
  }

  @Test
  void withACancellerNothingLateIsIgnored() {
    Deferred<String> text = new Deferred<>(_ -> {});
    text.cancel();

    assertThatThrownBy(() -> text.callback("late")).isInstanceOf(AlreadyCalled.class);
    assertThat(failureOf(text)).isInstanceOf(CancellationException.class);
  }

  @Test
  void aCancellerIsGivenItsDeferred() {
    Deferred<String> text = new Deferred<>(seen.trail::add);
    text.cancel();

    assertThat(seen.trail).containsExactly(text);
    failureOf(text);
  }

  @Test
  void afterItsCallbackACancelDoesNothing() {
    Deferred<String> text = new Deferred<>(_ -> seen.trail.add("cancelled"));
    text.callback("x");
    text.cancel();

    assertThat(text.result()).isEqualTo("x");
    assertThat(seen.trail).isEmpty();
  }

  @Test
  void afterItsErrbackACancelDoesNothing() {
    Deferred<String> text = new Deferred<>(_ -> seen.trail.add("cancelled"));
    text.errback(problem("x"));
    text.cancel();

    assertThat(failureOf(text)).hasMessage("x");
    assertThat(seen.trail).isEmpty();
  }

  @Test
  void aCancellerMayFailItWithAnotherFailure() {
    Deferred<String> text = new Deferred<>(deferred -> deferred.errback(problem("stopped")));
    text.cancel();

    assertThat(failureOf(text)).hasMessage("stopped");
  }

  @Test
  void aCancellerMayFireItWithAValue() {
    Deferred<String> text = new Deferred<>(deferred -> deferred.callback("what there was"));
    text.cancel();

    assertThat(text.result()).isEqualTo("what there was");
  }

  @Test
  void oneThatWaitsForAnotherCancelsThat() {
    Deferred<String> inner = new Deferred<>(_ -> seen.trail.add("inner cancelled"));
    Deferred<Integer> start = new Deferred<>(_ -> seen.trail.add("outer cancelled"));
    Deferred<String> outer = start.addDeferring(n -> inner);
    start.callback(1);
    outer.cancel();

    assertThat(seen.trail).containsExactly("inner cancelled");
    assertThat(failureOf(outer)).isInstanceOf(CancellationException.class);
  }

  @Test
  void aValueOfTheInnerOnesCancellerIsTheResult() {
    Deferred<String> inner = new Deferred<>(deferred -> deferred.callback("all the same"));
    Deferred<String> outer = Deferred.succeed(1).addDeferring(n -> inner);
    outer.cancel();

    assertThat(outer.result()).isEqualTo("all the same");
  }

  @Test
  void anErrbackMayTurnACancellationIntoAValue() {
    Deferred<String> text = new Deferred<>();
    text.addErrback(CancellationException.class, _ -> "instead");
    text.cancel();

    assertThat(text.result()).isEqualTo("instead");
  }

  /// Cancelling it once more reaches what it waits for by then.
  @Test
  void aSecondCancelReachesWhatAnErrbackWaitsFor() {
    Deferred<String> cleaning = new Deferred<>(_ -> seen.trail.add("cleaning cancelled"));
    Deferred<String> text = new Deferred<>();
    text.addDeferringErrback(_ -> cleaning);
    text.cancel();
    assertThat(text.hasResult()).isFalse();

    text.cancel();

    assertThat(seen.trail).containsExactly("cleaning cancelled");
    assertThat(failureOf(text)).isInstanceOf(CancellationException.class);
  }

  @Test
  void whatACancellerThrowsIsInTheCancellation() {
    IllegalStateException problem = problem("in the canceller");
    Deferred<String> text =
        new Deferred<>(_ -> {
          throw problem;
        });
    text.cancel();

    assertThat(failureOf(text))
        .isInstanceOf(CancellationException.class)
        .satisfies(thrown -> assertThat(thrown.getSuppressed()).containsExactly(problem));
  }

  @Test
  void whatACancellerThrowsThatHasFiredItIsToldToTheLog() {
    Deferred<String> text =
        new Deferred<>(deferred -> {
          deferred.callback("x");
          throw problem("in the canceller");
        });
    text.cancel();

    assertThat(text.result()).isEqualTo("x");
    assertThat(LoggedFailures.take())
        .singleElement()
        .satisfies(logged -> assertThat(logged.getThrown()).hasMessage("in the canceller"));
  }

  @Test
  void aCancellerThatCancelsItsDeferredIsNotCalledAgain() {
    Deferred<String> text =
        new Deferred<>(deferred -> {
          seen.trail.add("cancelled");
          deferred.cancel();
        });
    text.cancel();

    assertThat(seen.trail).containsExactly("cancelled");
    failureOf(text);
  }

  @Test
  void oneThatHasFiredForgetsItsCanceller() {
    Deferred<String> text = new Deferred<>(canceller());
    WeakReference<?> known = knownByTheCanceller;
    text.callback("x");
    while (known.get() != null) {
      System.gc();
    }

    assertThat(text.result()).isEqualTo("x");
  }

  private WeakReference<?> knownByTheCanceller = new WeakReference<>(null);

  private Canceller<String> canceller() {
    Object known = new byte[1_000];
    knownByTheCanceller = new WeakReference<>(known);
    return _ -> seen.trail.add(known);
  }
}

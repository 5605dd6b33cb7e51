package io.weightless.deferred;

import static io.weightless.deferred.Seen.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PauseTest {
  private final Seen seen = new Seen();

  @Test
  void whilePausedNothingOfTheChainRuns() {
    Deferred<Integer> number = new Deferred<>();
    number.addCallback(seen.callback("it"));
    number.pause();
    number.callback(1);
    number.addCallback(seen.callback("later"));
    assertThat(seen.trail).isEmpty();
    assertThat(number.hasResult()).isFalse();

    number.unpause();

    assertThat(seen.trail).containsExactly("it 1", "later 1");
  }

  @Test
  void pausesAreCounted() {
    Deferred<Integer> number = Deferred.succeed(1);
    number.pause();
    number.pause();
    number.addCallback(seen.callback("it"));
    number.unpause();
    assertThat(seen.trail).isEmpty();

    number.unpause();

    assertThat(seen.trail).containsExactly("it 1");
    assertThatThrownBy(number::unpause).hasMessage("this Deferred is not paused");
  }

  @Test
  void aPauseBeforeItHasFiredMayBeOverByThen() {
    Deferred<Integer> number = new Deferred<>();
    number.addCallback(seen.callback("it"));
    number.pause();
    number.unpause();
    assertThat(seen.trail).isEmpty();

    number.callback(1);

    assertThat(seen.trail).containsExactly("it 1");
  }

  @Test
  void aCallbackMayPauseItsOwnChain() {
    Deferred<Integer> number = new Deferred<>();
    number.addCallback(n -> {
      number.pause();
      return n + 1;
    });
    number.addCallback(seen.callback("after"));
    number.callback(1);
    assertThat(seen.trail).isEmpty();

    number.unpause();

    assertThat(seen.trail).containsExactly("after 2");
  }

  @Test
  void oneThatWaitsForAnotherIsHeldByItsOwnPauseToo() {
    Deferred<String> inner = new Deferred<>();
    Deferred<String> outer = Deferred.succeed(1).addDeferring(n -> inner);
    outer.addCallback(seen.callback("outer"));
    outer.pause();
    inner.callback("x");
    assertThat(seen.trail).isEmpty();

    outer.unpause();

    assertThat(seen.trail).containsExactly("outer x");
  }

  /// What comes after it in the inner one is not held up.
  @Test
  void theInnerOneOfAPausedOneGoesOn() {
    Deferred<String> inner = new Deferred<>();
    Deferred<String> outer = Deferred.succeed(1).addDeferring(n -> inner);
    inner.addCallback(_ -> seen.trail.add("inner goes on"));
    outer.pause();
    inner.callback("x");

    assertThat(seen.trail).containsExactly("inner goes on");
  }

  @Test
  void aPausedOneIsCancelledAndFailsWhenItGoesOn() {
    Deferred<Integer> number = new Deferred<>();
    number.addErrback(seen.errback("it"));
    number.pause();
    number.cancel();
    assertThat(number.isFired()).isTrue();
    assertThat(seen.trail).isEmpty();

    number.unpause();

    assertThat(seen.trail).containsExactly("it the Deferred was cancelled");
    failureOf(number);
  }
}

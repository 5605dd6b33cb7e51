package io.weightless.deferred;

import static io.weightless.deferred.Seen.failureOf;
import static io.weightless.deferred.Seen.problem;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Deferreds that wait for Deferreds.
class DeferringTest {
  private static final int MANY = 100_000;

  private final Seen seen = new Seen();

  @Test
  void theChainWaitsForTheDeferredThatACallbackGave() {
    Deferred<String> inner = new Deferred<>();
    Deferred<String> outer = Deferred.succeed(1).addDeferring(n -> inner);
    outer.addCallback(seen.callback("first")).addCallback(seen.callback("second"));
    assertThat(seen.trail).isEmpty();
    assertThat(outer.isFired()).isTrue();
    assertThat(outer.hasResult()).isFalse();

    inner.callback("x");

    assertThat(seen.trail).containsExactly("first x", "second x");
    assertThat(outer.result()).isEqualTo("x");
  }

  @Test
  void whatTheInnerOneHadToDoComesFirst() {
    Deferred<Integer> inner = new Deferred<>();
    inner.addCallback(seen.callback("inner")).addCallback(n -> n + 1);
    Deferred<Integer> outer = Deferred.succeed("go").addDeferring(_ -> inner);
    outer.addCallback(seen.callback("outer"));

    inner.callback(1);

    assertThat(seen.trail).containsExactly("inner 1", "outer 2");
  }

  @Test
  void oneThatHasItsResultIsNotWaitedFor() {
    Deferred<Integer> start = new Deferred<>();
    start.addDeferring(n -> Deferred.succeed("x")).addCallback(seen.callback("it"));
    start.callback(1);

    assertThat(seen.trail).containsExactly("it x");
  }

  @Test
  void theResultIsTakenAwayFromTheInnerOne() {
    Deferred<@Nullable String> inner = new Deferred<>();
    Deferred<@Nullable String> outer = Deferred.succeed(1).addDeferring(n -> inner);
    inner.callback("x");

    assertThat(outer.result()).isEqualTo("x");
    assertThat(inner.result()).isNull();
    inner.addCallback(seen.callback("later in the inner one"));
    assertThat(seen.trail).containsExactly("later in the inner one null");
  }

  @Test
  void itsFailureIsTakenAwayToo() {
    Deferred<@Nullable String> inner = Deferred.fail(problem("inner"));
    Deferred<@Nullable String> outer = Deferred.succeed(1).addDeferring(n -> inner);

    assertThat(failureOf(outer)).hasMessage("inner");
    assertThat(inner.result()).isNull();
  }

  @Test
  void anErrbackAndALinkForBothMayDeferToo() {
    Deferred<String> help = new Deferred<>();
    Deferred<String> helped = Deferred.fail(problem("x"));
    helped.addDeferringErrback(failure -> help);
    Deferred<String> both = new Deferred<>();
    Deferred<String> either = Deferred.succeed(1).addDeferringBoth(result -> both);
    help.callback("helped");
    both.callback("either");

    assertThat(helped.result()).isEqualTo("helped");
    assertThat(either.result()).isEqualTo("either");
  }

  @Test
  void whatIsAddedToTheInnerOneWhileItIsWaitedForComesAfterIt() {
    Deferred<@Nullable String> inner = new Deferred<>();
    Deferred<@Nullable String> outer = Deferred.succeed(1).addDeferring(n -> inner);
    outer.addCallback(seen.callback("outer"));
    inner.addCallback(seen.callback("inner"));
    inner.callback("x");

    assertThat(seen.trail).containsExactly("outer x", "inner null");
  }

  /// Three of them, which are fired in any order.
  @ParameterizedTest
  @CsvSource({"0,1,2", "0,2,1", "1,0,2", "1,2,0", "2,0,1", "2,1,0"})
  void theyWaitForEachOtherInWhateverOrderTheyFire(int first, int second, int third) {
    List<Deferred<String>> all = List.of(new Deferred<>(), new Deferred<>(), new Deferred<>());
    all.get(0).addDeferring(s -> all.get(1)).addCallback(seen.callback("0"));
    all.get(1).addDeferring(s -> all.get(2)).addCallback(seen.callback("1"));
    all.get(2).addCallback(seen.callback("2"));
    for (int index : new int[] {first, second, third}) {
      all.get(index).callback("from " + index);
    }

    assertThat(all.get(0).result()).isEqualTo("from 2");
    assertThat(seen.trail).containsExactlyInAnyOrder("2 from 2", "1 from 2", "0 from 2");
    assertThat(seen.trail.indexOf("1 from 2")).isLessThan(seen.trail.indexOf("0 from 2"));
  }

  @Test
  void theMiddleOneGoesOnAfterItsResultWasTaken() {
    Deferred<@Nullable Integer> innermost = new Deferred<>();
    Deferred<@Nullable Integer> middle = Deferred.succeed("m").addDeferring(_ -> innermost);
    Deferred<@Nullable Integer> outer = Deferred.succeed("o").addDeferring(_ -> middle);
    outer.addCallback(seen.callback("outer"));
    middle.addCallback(seen.callback("middle"));
    innermost.addCallback(seen.callback("innermost"));
    innermost.callback(1);

    assertThat(seen.trail).containsExactly("outer 1", "middle null", "innermost null");
  }

  @Test
  void twoMayWaitForOneAndTheSecondFindsNothing() {
    Deferred<@Nullable String> inner = new Deferred<>();
    Deferred<@Nullable String> one = Deferred.succeed(1).addDeferring(n -> inner);
    Deferred<@Nullable String> other = Deferred.succeed(2).addDeferring(n -> inner);
    inner.callback("x");

    assertThat(one.result()).isEqualTo("x");
    assertThat(other.result()).isNull();
  }

  @Test
  void aPausedInnerOneHoldsTheOuterOne() {
    Deferred<String> inner = Deferred.succeed("x");
    inner.pause();
    Deferred<String> outer = Deferred.succeed(1).addDeferring(n -> inner);
    outer.addCallback(seen.callback("outer"));
    assertThat(seen.trail).isEmpty();

    inner.unpause();

    assertThat(seen.trail).containsExactly("outer x");
  }

  @Test
  void oneThatWaitsForItselfIsRefused() {
    Deferred<Integer> self = new Deferred<>();
    Deferred<Integer> chain = self.addDeferring(n -> self);
    self.callback(1);

    assertThat(failureOf(chain)).hasMessage("this Deferred would wait for itself");
  }

  @Test
  void aCircleIsRefused() {
    Deferred<Integer> a = new Deferred<>();
    Deferred<Integer> b = new Deferred<>();
    Deferred<Integer> c = new Deferred<>();
    a.addDeferring(n -> b);
    b.addDeferring(n -> c);
    Deferred<Integer> last = c.addDeferring(n -> a);
    a.callback(1);
    b.callback(2);
    c.callback(3);

    assertThat(failureOf(a)).hasMessage("this Deferred would wait for itself");
    assertThat(last.hasResult()).isTrue();
  }

  @Test
  void aDeferringCallbackHasToGiveADeferred() {
    @SuppressWarnings("NullAway") // on purpose
    Deferred<String> chain = Deferred.succeed(1).addDeferring(n -> null);

    assertThat(failureOf(chain)).hasMessage("a deferring callback gave null");
  }

  @Test
  void chainDeferredFiresAnotherOneAndKeepsNothing() {
    Deferred<String> one = new Deferred<>();
    Deferred<String> other = new Deferred<>();
    other.addCallback(seen.callback("other"));
    one.addCallback(seen.callback("one"));
    Deferred<@Nullable Void> rest = one.chainDeferred(other);
    one.callback("x");

    assertThat(seen.trail).containsExactly("one x", "other x");
    assertThat(rest.result()).isNull();
  }

  @Test
  void chainDeferredFailsTheOtherOne() {
    Deferred<String> other = new Deferred<>();
    Deferred<@Nullable Void> one = Deferred.<String>fail(problem("x")).chainDeferred(other);

    assertThat(failureOf(other)).hasMessage("x");
    assertThat(one.result()).isNull();
  }

  @Test
  void chainDeferredToOneThatHasFiredIsAFailureOfTheFirst() {
    Deferred<String> other = Deferred.succeed("early");
    IllegalStateException lost = problem("x");

    assertThat(failureOf(Deferred.<String>fail(lost).chainDeferred(other)))
        .isInstanceOf(AlreadyCalled.class)
        .satisfies(refused -> assertThat(refused.getSuppressed()).containsExactly(lost));
    assertThat(other.result()).isEqualTo("early");
  }

  @Test
  void chainDeferredToOneThatWasCancelledIsIgnored() {
    Deferred<String> other = new Deferred<>();
    other.cancel();
    Deferred<@Nullable Void> one = Deferred.succeed("x").chainDeferred(other);

    assertThat(one.result()).isNull();
    assertThat(failureOf(other)).hasMessage("the Deferred was cancelled");
  }

  @Test
  void theStackDoesNotGrowWithThoseThatWaitForEachOther() {
    Deferred<Integer> innermost = new Deferred<>();
    Deferred<Integer> outermost = innermost;
    for (int i = 0; i < MANY; i++) {
      Deferred<Integer> inner = outermost;
      outermost = Deferred.succeed("go").addDeferring(_ -> inner);
      outermost.addCallback(n -> n + 1);
    }
    assertThat(outermost.toString()).isEqualTo("Deferred[waits for Deferred[not fired]]");

    innermost.callback(0);

    assertThat(outermost.result()).isEqualTo(MANY);
  }

  /// Each one waits for the next, which comes later.
  @Test
  void theStackDoesNotGrowWithThoseThatGoOnWaiting() {
    List<Deferred<Integer>> all = new ArrayList<>();
    for (int i = 0; i <= MANY; i++) {
      all.add(new Deferred<>());
    }
    for (int i = 0; i < MANY; i++) {
      Deferred<Integer> next = all.get(i + 1);
      all.get(i).addDeferring(n -> next);
    }
    for (int i = 0; i <= MANY; i++) {
      all.get(i).callback(i);
    }

    assertThat(all.getFirst().result()).isEqualTo(MANY);
  }

  @Test
  void theStackDoesNotGrowWithThoseThatFireEachOther() {
    Deferred<Integer> first = new Deferred<>();
    Deferred<Integer> last = first;
    for (int i = 0; i < MANY; i++) {
      Deferred<Integer> next = new Deferred<>();
      last.addCallback(n -> n + 1).chainDeferred(next);
      last = next;
    }
    first.callback(0);

    assertThat(last.result()).isEqualTo(MANY);
  }

  @Test
  void cancellingTheOutermostOfVeryManyReachesTheInnermost() {
    Deferred<Integer> innermost = new Deferred<>();
    Deferred<Integer> outermost = innermost;
    for (int i = 0; i < MANY; i++) {
      Deferred<Integer> inner = outermost;
      outermost = Deferred.succeed("go").addDeferring(_ -> inner);
    }
    outermost.cancel();

    assertThat(failureOf(outermost)).hasMessage("the Deferred was cancelled");
    assertThat(innermost.isFired()).isTrue();
  }
}

package io.weightless.deferred;

import static io.weightless.deferred.Seen.failureOf;
import static io.weightless.deferred.Seen.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeferredChainTest {
  private final Seen seen = new Seen();

  @Test
  void aValueGoesThroughTheCallbacksInTheirOrder() {
    Deferred<Integer> number = new Deferred<>();
    Deferred<String> text =
        number.addCallback(seen.callback("a")).addCallback(n -> n + 1).addCallback(n -> "<" + n);

    assertThat(number.isFired()).isFalse();
    number.callback(1);

    assertThat((Object) text).isSameAs(number);
    assertThat(text.result()).isEqualTo("<2");
    assertThat(seen.trail).containsExactly("a 1");
  }

  @Test
  void aFailureGoesThroughTheErrbacksAndPassesTheCallbacks() {
    Deferred<Integer> number = new Deferred<>();
    number
        .addCallback(seen.callback("callback"))
        .addErrback(seen.errback("first"))
        .addErrback(seen.errback("second"));
    number.errback(problem("broken"));

    assertThat(failureOf(number)).hasMessage("broken");
    assertThat(seen.trail).containsExactly("first broken", "second broken");
  }

  @Test
  void aValuePassesTheErrbacks() {
    Deferred<Integer> number = Deferred.succeed(1).addErrback(seen.errback("errback"));

    assertThat(number.result()).isEqualTo(1);
    assertThat(seen.trail).isEmpty();
  }

  @Test
  void anErrbackThatReturnsLeadsBackToTheCallbacks() {
    Deferred<Integer> number = Deferred.fail(problem("broken"));
    number.addErrback(failure -> 5).addCallback(seen.callback("after"));

    assertThat(number.result()).isEqualTo(5);
    assertThat(seen.trail).containsExactly("after 5");
  }

  @Test
  void whatACallbackThrowsIsForTheNextErrback() {
    Deferred<Integer> number = Deferred.succeed(1);
    number
        .addCallback(n -> {
          throw new IOException("disk");
        })
        .addErrback(seen.errback("it"));

    assertThat(failureOf(number)).isInstanceOf(IOException.class);
    assertThat(seen.trail).containsExactly("it disk");
  }

  @Test
  void theErrbackOfAPairDoesNotSeeWhatItsCallbackThrows() {
    Deferred<Integer> number = Deferred.succeed(1);
    number
        .addCallbacks(
            n -> {
              throw problem("from the callback");
            },
            seen.errback("same link"))
        .addErrback(seen.errback("next link"));

    assertThat(failureOf(number)).hasMessage("from the callback");
    assertThat(seen.trail).containsExactly("next link from the callback");
  }

  @Test
  void ofAPairOneSideIsCalled() {
    assertThat(Deferred.succeed(1).addCallbacks(n -> "value", failure -> "failure").result())
        .isEqualTo("value");
    assertThat(
            Deferred.fail(problem("x")).addCallbacks(n -> "value", failure -> "failure").result())
        .isEqualTo("failure");
  }

  @Test
  void addBothSeesValuesAndFailures() {
    assertThat(Deferred.succeed(1).addBoth(Object::toString).result())
        .isEqualTo("Success[value=1]");
    assertThat(Deferred.fail(problem("x")).addBoth(Object::toString).result())
        .isEqualTo("Failure[cause=java.lang.IllegalStateException: x]");
  }

  @Test
  void whatAddBothDoesNotChangePasses() {
    assertThat(Deferred.succeed(1).addBoth(Result::orThrow).result()).isEqualTo(1);
    IllegalStateException problem = problem("x");
    assertThat(failureOf(Deferred.fail(problem).addBoth(Result::orThrow))).isSameAs(problem);
  }

  @Test
  void anErrbackForATypeLetsOtherFailuresPass() {
    Deferred<String> text = Deferred.fail(new IOException("disk"));
    text.addErrback(IllegalStateException.class, failure -> "wrong")
        .addErrback(IOException.class, failure -> failure.getMessage());

    assertThat(text.result()).isEqualTo("disk");
  }

  @Test
  void whatIsAddedAfterItHasFiredIsCalledAtOnce() {
    Deferred<Integer> number = Deferred.succeed(1);

    number.addCallback(seen.callback("late"));

    assertThat(seen.trail).containsExactly("late 1");
  }

  @Test
  void nullIsAValue() {
    Deferred<@Nullable String> nothing = Deferred.succeed(null);
    nothing.addCallback(seen.callback("it")).addErrback(seen.errback("never"));

    assertThat(nothing.result()).isNull();
    assertThat(seen.trail).containsExactly("it null");
  }

  @Test
  void whatACallbackAddsComesLastAndNotWithinIt() {
    Deferred<Integer> number = new Deferred<>();
    number.addCallback(n -> {
      number.addCallback(seen.callback("added"));
      seen.trail.add("adding");
      return n + 1;
    });
    number.addCallback(seen.callback("second"));
    number.callback(1);

    assertThat(seen.trail).containsExactly("adding", "second 2", "added 2");
  }

  @Test
  void whatACallbackThatWasAddedWithinOneThrowsIsForTheNextErrback() {
    Deferred<Integer> number = new Deferred<>();
    number.addCallback(n -> {
      number.addCallback(m -> {
        throw problem("added");
      });
      number.addErrback(seen.errback("after it"));
      return n;
    });
    number.addErrback(seen.errback("before it"));
    number.callback(1);

    assertThat(failureOf(number)).hasMessage("added");
    assertThat(seen.trail).containsExactly("after it added");
  }

  @Test
  void firedWithinItsOwnCallbackItHasFiredAlready() {
    Deferred<Integer> number = new Deferred<>();
    number.addCallback(n -> {
      number.callback(2);
      return n;
    });
    number.callback(1);

    assertThat(failureOf(number)).isInstanceOf(AlreadyCalled.class);
  }

  @Test
  void itHasNoResultUntilItIsThroughItsChain() {
    Deferred<Integer> number = new Deferred<>();
    assertThatThrownBy(number::result)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("it has no result: Deferred[not fired]");
    number.addCallback(n -> {
      assertThat(number.isFired()).isTrue();
      assertThat(number.hasResult()).isFalse();
      return n;
    });
    number.callback(1);

    assertThat(number.hasResult()).isTrue();
  }

  @Test
  void theResultOfAFailedOneIsThrown() {
    assertThatThrownBy(Deferred.fail(problem("x"))::result).hasMessage("x");
    assertThatThrownBy(Deferred.fail(new StackOverflowError())::result)
        .isInstanceOf(StackOverflowError.class);
    assertThatThrownBy(Deferred.fail(new IOException("disk"))::result)
        .isInstanceOf(DeferredFailed.class)
        .hasMessage("a Deferred failed: java.io.IOException: disk")
        .hasCauseInstanceOf(IOException.class);
  }

  @Test
  void executeMakesOneOfWhatIsGivenOrThrown() {
    assertThat(Deferred.execute(() -> 7).result()).isEqualTo(7);
    assertThat(
            failureOf(
                Deferred.execute(() -> {
                  throw new UncheckedIOException(new IOException("disk"));
                })))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void aDeferredIsNoValueOfAnother() {
    Deferred<Object> box = new Deferred<>();
    assertThatThrownBy(() -> box.callback(new Deferred<>()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(failureOf(Deferred.succeed(1).addCallback(n -> Deferred.succeed(n))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("use addDeferring");
  }

  @Test
  void toStringSaysHowFarItIsAndNotWithWhat() {
    Deferred<String> inner = new Deferred<>();
    Deferred<String> outer = Deferred.succeed("secret").addDeferring(_ -> inner);
    outer.addCallback(value -> {
      seen.trail.add(outer.toString());
      return value;
    });
    assertThat(inner.toString()).isEqualTo("Deferred[not fired]");
    assertThat(outer.toString()).isEqualTo("Deferred[waits for Deferred[not fired]]");
    inner.callback("secret");

    assertThat(seen.trail).containsExactly("Deferred[in a callback]");
    assertThat(outer.toString()).isEqualTo("Deferred[has a value]");
    outer.pause();
    assertThat(outer.toString()).isEqualTo("Deferred[has a value, paused]");
    Deferred<String> failed = Deferred.fail(problem("secret"));
    assertThat(failed.toString())
        .isEqualTo("Deferred[failed with java.lang.IllegalStateException]");
    failureOf(failed);
  }
}

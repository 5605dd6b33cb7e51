package io.weightless.deferred;

import static io.weightless.deferred.DeferredList.Option.CONSUME_ERRORS;
import static io.weightless.deferred.DeferredList.Option.FIRE_ON_ONE_ERRBACK;
import static io.weightless.deferred.Seen.failureOf;
import static io.weightless.deferred.Seen.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.deferred.DeferredList.Option;
import io.weightless.deferred.Result.Failure;
import io.weightless.deferred.Result.Success;
import io.weightless.scene.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeferredListTest {
  private final Deferred<String> a = new Deferred<>();
  private final Deferred<String> b = new Deferred<>();
  private final Deferred<String> c = new Deferred<>();
  private final List<Deferred<String>> all = List.of(a, b, c);
  private final Seen seen = new Seen();
  private final List<Deferred<String>> members = new ArrayList<>();

  @Test
  void itHasWhatAllCameToInTheOrderOfTheMembers() {
    IllegalStateException problem = problem("b");
    Deferred<List<Result<String>>> list = DeferredList.of(all, CONSUME_ERRORS);
    c.callback("c");
    b.errback(problem);
    assertThat(list.isFired()).isFalse();
    a.callback("a");

    assertThat(list.result())
        .containsExactly(new Success<>("a"), new Failure<>(problem), new Success<>("c"));
  }

  @Test
  void membersKeepTheirValues() {
    Deferred<List<Result<String>>> list = DeferredList.of(List.of(a));
    a.addCallback(seen.callback("after the list"));
    a.callback("x");

    assertThat(list.result()).hasSize(1);
    assertThat(seen.trail).containsExactly("after the list x");
  }

  @Test
  void membersKeepTheirFailures() {
    DeferredList.of(List.of(a));
    a.errback(problem("x"));

    assertThat(failureOf(a)).hasMessage("x");
  }

  @Test
  void consumedFailuresAreNothingToTheirMembersAnyMore() {
    DeferredList.of(List.of(a), CONSUME_ERRORS);
    a.errback(problem("x"));

    assertThat(a.addBoth(Result::orThrow).addBoth(String::valueOf).result())
        .isEqualTo("Success[value=null]");
  }

  @Test
  void membersThatHaveFiredAlreadyCountToo() {
    a.callback("a");
    b.callback("b");
    Deferred<List<Result<String>>> list = DeferredList.of(all);
    assertThat(list.isFired()).isFalse();
    c.callback("c");

    assertThat(list.result()).hasSize(3);
    assertThat(DeferredList.of(all).isFired()).isTrue();
  }

  @Test
  void ofNobodyItHasFired() {
    assertThat(DeferredList.of(List.<Deferred<String>>of()).result()).isEmpty();
    assertThat(DeferredList.gather(List.<Deferred<String>>of()).result()).isEmpty();
  }

  @Test
  void theFirstOfNobodyIsRefused() {
    assertThatThrownBy(() -> DeferredList.first(List.<Deferred<String>>of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("without a member nothing can be the first");
  }

  static Stream<Consumer<List<Deferred<String>>>> lists() {
    return Stream.of(
        DeferredList::of, DeferredList::first, DeferredList::gather, DeferredList::race);
  }

  @ParameterizedTest
  @MethodSource("lists")
  void whereAMemberIsRefusedNoneIsTaken(Consumer<List<Deferred<String>>> list) {
    try (Scene scene = new Scene()) {
      scene.run(_ -> {
        Deferred<String> there = Deferred.succeed("x");
        Deferred<String> toCome = new Deferred<>();
        assertThatThrownBy(() -> list.accept(List.of(there, toCome, a)))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("made outside of any reactor");
        assertThat(there.result()).isEqualTo("x");
        assertThat(toCome.isFired()).isFalse();
        toCome.errback(problem("its own"));
        assertThat(failureOf(toCome)).hasMessage("its own");
        return null;
      });
    }
  }

  @Test
  void askedToItFailsWithTheFirstThatFails() {
    Deferred<List<Result<String>>> list = DeferredList.of(all, FIRE_ON_ONE_ERRBACK, CONSUME_ERRORS);
    a.callback("a");
    c.errback(problem("c"));
    b.errback(problem("b"));

    assertThat(failureOf(list))
        .isInstanceOf(FirstError.class)
        .hasMessage("member 2 failed with java.lang.IllegalStateException")
        .satisfies(failure -> {
          assertThat(((FirstError) failure).index()).isEqualTo(2);
          assertThat(failure.getCause()).hasMessage("c");
        });
  }

  @Test
  void gatherHasTheValues() {
    Deferred<List<String>> list = DeferredList.gather(all);
    b.callback("b");
    c.callback("c");
    a.callback("a");

    assertThat(list.result()).containsExactly("a", "b", "c");
  }

  @Test
  void gatherFailsAtOnce() {
    Deferred<List<String>> list = DeferredList.gather(all, CONSUME_ERRORS);
    b.errback(problem("b"));

    assertThat(failureOf(list)).isInstanceOf(FirstError.class).hasRootCauseMessage("b");
    a.callback("nobody asks any more");
    assertThat(a.result()).isEqualTo("nobody asks any more");
  }

  @Test
  void gatherLeavesFailuresWithTheirMembersUnlessItIsToConsumeThem() {
    Deferred<List<String>> list = DeferredList.gather(all);
    a.errback(problem("a"));
    b.errback(problem("b"));

    assertThat(failureOf(list)).hasRootCauseMessage("a");
    assertThat(failureOf(a)).hasMessage("a");
    assertThat(failureOf(b)).hasMessage("b");
  }

  @Test
  void theFirstSuccessIsEnough() {
    Deferred<First<String>> first = DeferredList.first(all, CONSUME_ERRORS);
    a.errback(problem("a"));
    assertThat(first.isFired()).isFalse();
    c.callback("c");
    b.callback("b");

    assertThat(first.result()).isEqualTo(new First<>(2, "c"));
    assertThat(b.result()).isEqualTo("b");
  }

  @Test
  void whenAllFailThereIsNoFirst() {
    Deferred<First<String>> first = DeferredList.first(all, CONSUME_ERRORS);
    c.errback(problem("c"));
    a.errback(problem("a"));
    b.errback(problem("b"));

    assertThat(failureOf(first))
        .isInstanceOf(FailureGroup.class)
        .hasMessage("all 3 failed")
        .satisfies(failure -> {
          assertThat(((FailureGroup) failure).failures())
              .extracting(Throwable::getMessage)
              .containsExactly("a", "b", "c");
          assertThat(failure.getCause()).hasMessage("a");
          assertThat(failure.getSuppressed()).hasSize(2);
        });
  }

  @Test
  void theFirstSuccessOrTheFirstFailureWhicheverComes() {
    Deferred<First<String>> first = DeferredList.first(all, FIRE_ON_ONE_ERRBACK, CONSUME_ERRORS);
    b.errback(problem("b"));
    a.callback("a");

    assertThat(failureOf(first)).isInstanceOf(FirstError.class);
  }

  static Stream<List<Option>> options() {
    return Stream.of(
        List.of(),
        List.of(FIRE_ON_ONE_ERRBACK),
        List.of(CONSUME_ERRORS),
        List.of(FIRE_ON_ONE_ERRBACK, CONSUME_ERRORS));
  }

  @ParameterizedTest
  @MethodSource("options")
  void cancellingItCancelsItsMembersInTheirOrder(List<Option> options) {
    Deferred<List<Result<String>>> list =
        DeferredList.of(cancelled(), options.toArray(Option[]::new));
    list.cancel();

    assertThat(seen.trail).containsExactly("a", "b", "c");
    if (options.contains(FIRE_ON_ONE_ERRBACK)) {
      assertThat(failureOf(list)).isInstanceOf(CancellationException.class);
    } else {
      assertThat(list.result()).hasSize(3).hasOnlyElementsOfType(Failure.class);
    }
  }

  @ParameterizedTest
  @MethodSource("options")
  void cancellingTheFirstOfThemCancelsItsMembersInTheirOrder(List<Option> options) {
    Deferred<First<String>> first = DeferredList.first(cancelled(), options.toArray(Option[]::new));
    first.cancel();

    assertThat(seen.trail).containsExactly("a", "b", "c");
    assertThat(failureOf(first)).isInstanceOf(CancellationException.class);
  }

  /// Their failures are handled at the end of each.
  private List<Deferred<String>> cancelled() {
    return Stream.of("a", "b", "c")
        .map(name -> new Deferred<String>(_ -> seen.trail.add(name)))
        .peek(members::add)
        .toList();
  }

  @AfterEach
  void theirFailuresAreHandled() {
    members.forEach(member -> member.addErrback(_ -> "handled"));
  }

  @Test
  void whatOneCancellerThrowsKeepsNoOtherFromBeingCancelled() {
    Deferred<String> bad =
        new Deferred<>(_ -> {
          throw problem("canceller");
        });
    Deferred<List<Result<String>>> list = DeferredList.of(List.of(bad, a), CONSUME_ERRORS);
    list.cancel();

    assertThat(a.isFired()).isTrue();
    assertThat(list.result()).hasSize(2);
  }

  @Test
  void aMemberThatMakesAValueOfItsCancellationHasIt() {
    Deferred<String> stubborn = new Deferred<>(deferred -> deferred.callback("all the same"));
    Deferred<List<Result<String>>> list = DeferredList.of(List.of(stubborn, a), CONSUME_ERRORS);
    list.cancel();

    assertThat(list.result().getFirst()).isEqualTo(new Success<>("all the same"));
    assertThat(list.result().getLast()).isInstanceOf(Failure.class);
  }

  @Test
  void oneThatHasFiredCancelsNobody() {
    Deferred<First<String>> first = DeferredList.first(all);
    a.callback("a");
    first.cancel();

    assertThat(b.isFired()).isFalse();
    assertThat(first.result().value()).isEqualTo("a");
  }

  @Test
  void whatMembersComeToAfterItWasCancelledIsNobodysConcern() {
    Deferred<List<String>> list = DeferredList.gather(all, CONSUME_ERRORS);
    list.cancel();
    a.callback("late");
    b.errback(problem("late"));

    assertThat(failureOf(list)).isInstanceOf(CancellationException.class);
  }
}

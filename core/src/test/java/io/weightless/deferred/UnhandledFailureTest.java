package io.weightless.deferred;

import static io.weightless.deferred.Seen.failureOf;
import static io.weightless.deferred.Seen.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.scene.Scene;
import io.weightless.testing.LoggedFailures;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Failures that nobody handles, and those that somebody does.
class UnhandledFailureTest {
  private static final String WORDS = "a failure that nobody handled in a Deferred";

  @AfterEach
  void debugNoMore() {
    Deferred.debug(false);
  }

  @Test
  void aFailureOfADroppedOneIsLoggedOnce() {
    IllegalStateException problem = problem("nobody's");
    Deferred.fail(problem);

    List<LogRecord> logged = collected();
    assertThat(logged).hasSize(1);
    assertThat(logged.getFirst().getMessage()).isEqualTo(WORDS);
    assertThat(logged.getFirst().getThrown()).isSameAs(problem);
    assertThat(afterMoreCollections()).isEmpty();
  }

  /// Its callbacks know it, and so does their list.
  @Test
  void oneThatIsKnownOnlyByWhatItKnowsIsDropped() {
    fails(new ArrayList<>());

    assertThat(collected()).hasSize(1);
  }

  private static void fails(List<Object> known) {
    Deferred<String> text = new Deferred<>();
    known.add(text);
    text.addCallback(value -> value + known);
    text.errback(problem("in a circle"));
    text.addCallback(value -> value + known);
  }

  @Test
  void theLineHoldsNothingOfItsValues() {
    Deferred.succeed("secret")
        .addCallback(secret -> {
          throw new IOException();
        });

    assertThat(collected())
        .singleElement()
        .satisfies(logged -> assertThat(logged.getMessage()).isEqualTo(WORDS));
  }

  @Test
  void whoDebugsIsToldWhereItCameFrom() {
    Deferred.debug(true);
    Deferred.fail(problem("nobody's"));
    List<LogRecord> logged = new ArrayList<>();
    while (logged.size() < 2) {
      logged.addAll(collected());
    }

    assertThat(logged.getLast().getThrown())
        .hasMessage("it was fired here")
        .hasRootCauseMessage("it was made here");
  }

  @Test
  void aHandledFailureIsNotLogged() {
    dropped(Deferred.fail(problem("x")).addErrback(_ -> "handled"));
    dropped(Deferred.fail(problem("x")).addBoth(_ -> "handled"));
    dropped(Deferred.fail(problem("x")).addCallbacks(value -> value, _ -> "handled"));

    assertThat(afterMoreCollections()).isEmpty();
  }

  @Test
  void oneThatIsHandledLateIsNotLogged() {
    Deferred<String> text = Deferred.fail(problem("x"));
    text.addCallback(value -> value);
    text.addErrback(_ -> "handled");

    dropped(text);
    assertThat(afterMoreCollections()).isEmpty();
  }

  @Test
  void aFailureThatAnotherDeferredTookIsTheOthers() {
    Deferred<String> inner = Deferred.fail(problem("x"));
    Deferred<String> outer = Deferred.succeed(1).addDeferring(_ -> inner);
    Deferred<String> late = new Deferred<>();
    Deferred<String> waiting = Deferred.succeed(1).addDeferring(_ -> late);
    late.errback(problem("y"));
    Deferred<String> chained = new Deferred<>();
    Deferred<String> first = Deferred.fail(problem("z"));
    first.chainDeferred(chained);

    assertThat(failureOf(outer)).hasMessage("x");
    assertThat(failureOf(waiting)).hasMessage("y");
    assertThat(failureOf(chained)).hasMessage("z");
    assertThat(afterMoreCollections()).isEmpty();
  }

  @Test
  void aFailureThatAnErrbackThrewIsLoggedInPlaceOfTheFirst() {
    Deferred.fail(problem("first"))
        .addErrback(_ -> {
          throw problem("second");
        });

    assertThat(collected())
        .singleElement()
        .satisfies(logged -> assertThat(logged.getThrown()).hasMessage("second"));
  }

  @Test
  void aPausedOneThatIsDroppedHasNotHandledItsFailure() {
    paused();

    assertThat(collected()).hasSize(1);
  }

  private static void paused() {
    Deferred<String> text = new Deferred<>();
    text.addErrback(_ -> "never called");
    text.pause();
    text.errback(problem("x"));
  }

  @Test
  void aFailureThatWasShownIsHandled() {
    Deferred<String> text = Deferred.fail(problem("x"));
    Scene.thrownBy(text::result);
    dropped(text);
    dropped(Deferred.<String>fail(problem("y")).exceptionally(_ -> "handled"));

    assertThat(afterMoreCollections()).isEmpty();
  }

  @Test
  void aFailureAfterTheOneThatWasShownIsNot() {
    Deferred<String> text = Deferred.fail(problem("shown"));
    Scene.thrownBy(text::result);
    text.addErrback(_ -> {
      throw problem("after it");
    });
    text = Deferred.succeed("x");

    assertThat(collected())
        .singleElement()
        .satisfies(logged -> assertThat(logged.getThrown()).hasMessage("after it"));
    assertThat(text.result()).isEqualTo("x");
  }

  @Test
  void membersThatAreNotConsumedAreLogged() {
    DeferredList.of(List.of(Deferred.fail(problem("member"))));

    assertThat(collected()).hasSize(1);
  }

  /// With its reactor all of them are told, in the order in which they failed, though somebody
  /// holds them.
  @Test
  void whenItsReactorIsClosedItIsLogged() {
    List<Deferred<?>> held = new ArrayList<>();
    try (Scene scene = new Scene()) {
      scene.run(_ -> {
        for (String name : List.of("a", "b", "c")) {
          held.add(Deferred.fail(problem(name)));
        }
        Deferred<String> handled = Deferred.fail(problem("handled"));
        held.add(handled);
        handled.addErrback(_ -> "instead");
        return null;
      });
      assertThat(LoggedFailures.take()).isEmpty();
    }

    assertThat(LoggedFailures.take())
        .extracting(logged -> logged.getThrown().getMessage())
        .containsExactly("a", "b", "c");
    assertThat(held).hasSize(4);
    held.clear();
    assertThat(afterMoreCollections()).isEmpty();
  }

  @Test
  void whatWasLoggedWhenItWasDroppedIsNotLoggedAgainAtTheClose() {
    try (Scene scene = new Scene()) {
      scene.run(_ -> {
        Deferred.fail(problem("x"));
        return null;
      });
      assertThat(collected()).hasSize(1);
      scene.run(_ -> {
        dropped(Deferred.fail(problem("y")).addErrback(_ -> "handled"));
        return null;
      });
    }

    assertThat(afterMoreCollections()).isEmpty();
  }

  private static void dropped(Object deferred) {
    assertThat(deferred == null).isFalse();
  }

  /// What is in the log when there is something.
  private static List<LogRecord> collected() {
    List<LogRecord> logged = LoggedFailures.take();
    while (logged.isEmpty()) {
      System.gc();
      logged = LoggedFailures.take();
    }
    return logged;
  }

  /// What is in the log when one that was dropped after all others is.
  private static List<LogRecord> afterMoreCollections() {
    WeakReference<Object> last = new WeakReference<>(new Object());
    while (last.get() != null) {
      System.gc();
    }
    IllegalStateException end = problem("the end");
    Deferred.fail(end);
    List<LogRecord> all = new ArrayList<>();
    while (all.stream().noneMatch(logged -> logged.getThrown() == end)) {
      all.addAll(collected());
    }
    return all.stream().filter(logged -> logged.getThrown() != end).toList();
  }
}

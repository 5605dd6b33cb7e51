package io.weightless.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What goes outward and comes back to where it was asked: the cases of the filter that Weightless'
/// compose had.
class ComposeFilterTest {
  private record Question(String text) implements Request<@Nullable Object> {}

  private static final Question WHO = new Question("who?");

  @FromEverywhere
  void whatIsNoQuestionGoesOutAsItIs(Driver driver) {
    driver.run(() -> {
      Coroutine<Object, Object, String> coroutine =
          Coroutine.of(
              "writing",
              io -> {
                io.write(WHO);
                return "end";
              });
      assertThat(coroutine.next()).isEqualTo(new Step.Output<>(WHO));
      assertThat(Talk.word(coroutine.next())).isEqualTo("returns end");
    });
  }

  @FromEverywhere
  void aQuestionGoesOutAndItsAnswerComesBackToIt(Driver driver) {
    driver.run(() -> {
      for (Object answer : Arrays.asList("me", 0, "", false, null, List.of())) {
        Coroutine<String, String, List<@Nullable Object>> coroutine =
            Coroutine.of("asking", io -> Arrays.asList(io.ask(WHO)));
        assertThat(coroutine.next()).isEqualTo(new Step.Asks<>(WHO));
        coroutine.answer(WHO, answer);
        assertThat(coroutine.result()).containsExactly(answer);
      }
    });
  }

  @FromEverywhere
  void itDoesNotDisturbTheReadsAroundIt(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> coroutine =
          Coroutine.of(
              "asking",
              io -> {
                String first = io.next();
                Object answer = io.ask(WHO);
                return first + " " + answer + " " + io.next();
              });
      coroutine.next();
      assertThat(coroutine.send("before")).isEqualTo(new Step.Asks<>(WHO));
      assertThat(coroutine.answer(WHO, "answer")).isEqualTo(new Step.NeedsInput<>());
      assertThat(Talk.word(coroutine.send("after"))).isEqualTo("returns before answer after");
    });
  }

  @FromEverywhere
  void inputsThatWereGivenBackAreNoAnswers(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> coroutine =
          Coroutine.of(
              "asking",
              io -> {
                io.unread("kept");
                Object answer = io.ask(WHO);
                return answer + " " + io.next();
              });
      coroutine.next();
      assertThat(Talk.word(coroutine.answer(WHO, "answer"))).isEqualTo("returns answer kept");
    });
  }

  @FromEverywhere
  void aQuestionOfACalledProgramComesBackToItAtAnyDepth(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, Object> coroutine =
          Coroutine.of("asking", io -> io.call(a -> a.call(b -> b.ask(WHO) + " inside")));
      coroutine.next();
      assertThat(Talk.word(coroutine.answer(WHO, "answer"))).isEqualTo("returns answer inside");
    });
  }

  @FromEverywhere
  void whatWaitsForAnAnswerTakesNoInputAndNoOtherAnswer(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, @Nullable Object> coroutine =
          Coroutine.of("asking", io -> io.ask(WHO));
      coroutine.next();
      assertThatThrownBy(() -> coroutine.send("input"))
          .hasMessage(
              "coroutine 'asking' can't take an input now: it asks Question[text=who?], see"
                  + " answer()");
      Question equal = new Question("who?");
      assertThatThrownBy(() -> coroutine.answer(equal, "mixed up"))
          .hasMessageContaining("can't take the answer to Question[text=who?] now");
      assertThat(Talk.word(coroutine.answer(WHO, "answer"))).isEqualTo("returns answer");
    });
  }

  @FromEverywhere
  void anAnswerMayBeAFailureWhichIsThrownWhereItWasAsked(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, Object> coroutine =
          Coroutine.of(
              "asking",
              io -> {
                try {
                  return "" + io.ask(WHO);
                } catch (IllegalArgumentException e) {
                  return "caught " + e.getMessage();
                }
              });
      coroutine.next();
      assertThat(Talk.word(coroutine.fail(new IllegalArgumentException("nobody"))))
          .isEqualTo("returns caught nobody");
    });
  }

  @FromEverywhere
  void anAnswerIsNotSeenByTheNextQuestion(Driver driver) {
    List<@Nullable Object> trail = new ArrayList<>();
    driver.run(() -> {
      Coroutine<String, String, String> coroutine =
          Coroutine.of(
              "asking",
              io -> {
                trail.add(io.ask(WHO));
                try {
                  trail.add(io.ask(WHO));
                } catch (IllegalArgumentException _) {
                  trail.add(io.ask(WHO));
                }
                return "end";
              });
      coroutine.next();
      coroutine.answer(WHO, "first");
      coroutine.fail(new IllegalArgumentException());
      coroutine.answer(WHO, null);
      assertThat(trail).containsExactly("first", null);
      trail.clear();
    });
  }

  @FromEverywhere
  void itsTraceShowsTheLineThatAsks(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> coroutine = Coroutine.of("asking", ComposeFilterTest::asks);
      coroutine.next();
      assertThat(coroutine.trace().getFirst().getMethodName()).isEqualTo("asks");
      coroutine.close();
    });
  }

  private static String asks(Io<String, String> io) {
    return "" + io.ask(WHO);
  }
}

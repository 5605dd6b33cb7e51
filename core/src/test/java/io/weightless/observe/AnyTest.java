package io.weightless.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.Outputs;
import io.weightless.coroutine.Program;
import io.weightless.coroutine.Request;
import io.weightless.coroutine.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The program of the first one that answers: Weightless' `any`.
class AnyTest {
  private static Coroutine<String, String, @Nullable String> any(Object... parts) {
    return Coroutine.of("any", Sender.of(parts).any(Lines.class).of("x"));
  }

  /// What it writes, and then its result.
  private static String run(Coroutine<String, String, @Nullable String> coroutine) {
    List<String> lines = Outputs.of(coroutine).toList();
    return lines + " " + coroutine.result();
  }

  @Test
  void theFirstImplementerAnswersItsOutputsStreamThroughAndItsResultIsTheAnswer() {
    assertThat(run(any(Lines.writing("a", "1", "2"), Lines.writing("b", "3"))))
        .isEqualTo("[1, 2] a");
  }

  @Test
  void whoDoesNotImplementTheInterfaceIsPassedOver() {
    assertThat(run(any("a text", Lines.writing("b", "3")))).isEqualTo("[3] b");
  }

  @Test
  void nullIsAnAnswer() {
    assertThat(run(any(Lines.writing(null, "1"), Lines.writing("b", "2")))).isEqualTo("[1] null");
  }

  @Test
  void aMethodThatDeclinesLeavesTheAnswerToTheNextOne() {
    assertThat(run(any(Lines.declining(), Lines.writing("b", "1")))).isEqualTo("[1] b");
  }

  @Test
  void aProgramMayDeclineAfterItHasWritten() {
    assertThat(run(any(Lines.decliningAfter("1", "2"), Lines.writing("b", "3"))))
        .isEqualTo("[1, 2, 3] b");
  }

  @Test
  void itsReadsAndWhatItGivesBackAreThoseOfTheSender() {
    Lines reading =
        _ ->
            io -> {
              String first = io.next();
              io.unread(first + "'");
              return "took " + first;
            };
    Observers observers = Sender.of(reading);
    Coroutine<String, String, String> sender =
        Coroutine.of("sender", io -> io.call(observers.any(Lines.class).of("x")) + io.next());
    sender.next();
    assertThat(sender.send("1")).isEqualTo(new Step.Done<>("took 11'", List.of()));
  }

  @Test
  void anAnswerMayComeByWayOfOthers() {
    Sender middle = new Sender();
    Lines passing = subject -> io -> io.call(middle.observers().any(Lines.class).of(subject));
    Tree.of(middle, Lines.writing("retval", "data")).configure();
    assertThat(run(any(passing))).isEqualTo("[data] retval");
  }

  @Test
  void nobodyRespondsWhenItRunsAndNotBefore() {
    Coroutine<String, String, @Nullable String> any = any("a text", Lines.declining());
    assertThatThrownBy(any::next)
        .isInstanceOf(NobodyResponds.class)
        .hasMessage("none of the 2 observers responds to Lines.of(..)");
  }

  @Test
  void itAsksThoseWhoObserveWhenItRuns() {
    Sender sender = new Sender();
    Program<String, String, @Nullable String> any = sender.observers().any(Lines.class).of("x");
    Tree.of(sender, Lines.writing("b", "1")).configure();
    assertThat(run(Coroutine.of(any))).isEqualTo("[1] b");
  }

  @Test
  void aProgramMayRunSeveralTimes() {
    Program<String, String, @Nullable String> any =
        Sender.of(Lines.writing("a", "1")).any(Lines.class).of("x");
    assertThat(run(Coroutine.of(any))).isEqualTo(run(Coroutine.of(any)));
  }

  @Test
  void aMethodThatGivesNoProgramIsNamed() {
    @SuppressWarnings("NullAway") // that is what it is about
    Lines none = _ -> null;
    assertThatThrownBy(any(none)::next)
        .isInstanceOf(NullPointerException.class)
        .hasMessageEndingWith(" gave no program for Lines.of(..)");
  }

  @Test
  void aMethodThatReturnsNoProgramIsRefusedByName() {
    assertThatThrownBy(() -> Sender.of().any(Shelf.class).get("x"))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("any is for methods that return a Program, and Shelf.get returns String");
  }

  @Test
  void whatAProgramFailsWithIsThrownAndTheNextOneIsNotAsked() {
    Lines failing =
        _ ->
            io -> {
              io.write("1");
              throw new IllegalStateException("failed");
            };
    Coroutine<String, String, @Nullable String> any = any(failing, Lines.writing("b", "2"));
    assertThat(any.next()).isEqualTo(new Step.Output<>("1"));
    assertThatThrownBy(any::next).isInstanceOf(IllegalStateException.class).hasMessage("failed");
  }

  @Test
  void aQuestionPassesOutwardAndItsAnswerComesBack() {
    record Ask() implements Request<Integer> {}
    Ask ask = new Ask();
    Lines asking = _ -> io -> String.valueOf(io.ask(ask) * 2);
    try (Coroutine<String, String, @Nullable String> any = any(asking)) {
      assertThat(any.next()).isEqualTo(new Step.Asks<>(ask));
      assertThat(any.answer(ask, 21)).isEqualTo(new Step.Done<>("42", List.of()));
    }
  }
}

package io.weightless.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.Outputs;
import io.weightless.coroutine.Program;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Components that pass on what they have no method for.
class TransparentTest {
  private static Tree<?> through(Object... parts) {
    return Tree.of(Transparent.create(), parts);
  }

  private static List<String> outputs(Program<String, String, @Nullable String> program) {
    return Outputs.of(Coroutine.of(program)).toList();
  }

  @Test
  void aCallPassesThroughAsManyAsThereAre() {
    Observers observers = Sender.of(through(through(through(Shelf.saying("a")))));
    assertThat(observers.call(Shelf.class).get("1")).isEqualTo("a1");
  }

  @Test
  void aTellReachesAllBelowAndBesideIt() {
    List<String> trail = new ArrayList<>();
    Runnable a = () -> trail.add("a");
    Runnable b = () -> trail.add("b");
    Runnable c = () -> trail.add("c");
    Sender.of(through(a, through(b)), c).tell(Runnable.class).run();
    assertThat(trail).containsExactly("a", "b", "c");
  }

  @Test
  void anAllReachesAllBelowAndBesideIt() {
    Observers observers =
        Sender.of(
            through(Lines.writing(null, "a"), through(Lines.writing(null, "b"))),
            Lines.writing(null, "c"));
    assertThat(outputs(observers.all(Lines.class).of("x"))).containsExactly("a", "b", "c");
  }

  @Test
  void whenNobodyBelowRespondsToACallTheOneBesideItIsAsked() {
    Observers observers = Sender.of(through(), through(through("a text")), Shelf.saying("42 of "));
    assertThat(observers.call(Shelf.class).get("1")).isEqualTo("42 of 1");
  }

  @Test
  void whenNobodyBelowRespondsToAnAnyTheOneBesideItIsAsked() {
    Observers observers =
        Sender.of(through(), through(through("a text")), Lines.writing("r", "42"));
    Coroutine<String, String, @Nullable String> any =
        Coroutine.of(observers.any(Lines.class).of("x"));
    assertThat(Outputs.of(any).toList()).containsExactly("42");
    assertThat(any.result()).isEqualTo("r");
  }

  @Test
  void whenNobodyAtAllRespondsTheSenderIsToldWithItsOwnObservers() {
    assertThatThrownBy(() -> Sender.of(through("1", "2", "3")).call(Shelf.class).get("1"))
        .isInstanceOf(NobodyResponds.class)
        .hasMessage("none of the 1 observers responds to Shelf.get(..)");
  }

  @Test
  void whatItImplementsItselfItDoesNotPassOn() {
    record Own(Observers observers) implements Transparent, Shelf {
      @Override
      public String get(String key) {
        return "own " + key;
      }
    }
    Observers observers = Sender.of(Tree.of(new Own(new Observers()), Shelf.saying("below ")));
    assertThat(observers.call(Shelf.class).get("1")).isEqualTo("own 1");
  }

  @Test
  void thatNobodyRespondsToSomethingElseInAComponentBelowIsThrown() {
    Sender inner = new Sender();
    Shelf asking = key -> inner.observers().call(Shelf.class).get(key);
    Observers observers = Sender.of(through(asking), Shelf.saying("42"));
    assertThatThrownBy(() -> observers.call(Shelf.class).get("1"))
        .isInstanceOf(NobodyResponds.class);
  }

  @Test
  void aDeclineBelowItLeavesTheAnswerToTheNextOneWhereverThatIs() {
    Observers observers =
        Sender.of(through(Shelf.declining(), through(Shelf.declining())), Shelf.saying("a"));
    assertThat(observers.call(Shelf.class).get("1")).isEqualTo("a1");
  }

  @Test
  void transparentOnesAreNotEqual() {
    assertThat(Transparent.create()).isNotEqualTo(Transparent.create());
    assertThat(Transparent.create()).hasToString("Transparent");
  }
}

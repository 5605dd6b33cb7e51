package io.weightless.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.Outputs;
import io.weightless.coroutine.Program;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Messages that a component gets as values, and sends on as they came.
class PassedOnTest {
  /// Passes everything on, and asks for something first if `asksBefore`.
  private record Watching(Observers observers, boolean asksBefore) implements Observable, Unknown {
    @Override
    public @Nullable Object callUnknown(Message message) {
      if (asksBefore) {
        observers.call(UnknownTest.Sums.class).reset();
      }
      return observers.call(message);
    }

    @Override
    public Program<?, ?, ?> anyUnknown(Message message) {
      return observers.any(message);
    }
  }

  private static Tree<?> watching(Object... parts) {
    return Tree.of(new Watching(new Observers(), false), parts);
  }

  @Test
  void whatItPassedOnAndNobodyTookBelowTheNextOneIsCalledFor() {
    Tree<?> watched = watching(Shelf.declining(), watching(), Tree.of(Transparent.create()));
    Observers observers = Sender.of(watched, Shelf.saying("beside "));
    assertThat(observers.call(Shelf.class).get("x")).isEqualTo("beside x");
    assertThat(observers.call(Message.of("get", "x"))).isEqualTo("beside x");
    assertThat(Sender.of(Tree.of(Transparent.create(), watched), Shelf.saying("also "))
            .call(Shelf.class)
            .get("x"))
        .isEqualTo("also x");
  }

  @Test
  void whatItPassedOnAndNoProgramBelowAnsweredTheNextOneIsAskedFor() {
    Tree<?> watched = watching(Lines.decliningAfter("1", "2"), watching());
    Observers observers = Sender.of(watched, Lines.writing("answer", "3"));
    Coroutine<String, String, @Nullable String> any =
        Coroutine.of(observers.any(Lines.class).of("x"));
    assertThat(Outputs.of(any).toList()).containsExactly("1", "2", "3");
    assertThat(any.result()).isEqualTo("answer");
  }

  @Test
  void thatNobodyRespondsAtAllIsSaidByTheFirstSender() {
    assertThatThrownBy(() -> Sender.of(watching(watching()), "text").call(Shelf.class).get("x"))
        .isInstanceOf(NobodyResponds.class)
        .hasMessage("none of the 2 observers responds to Shelf.get(..)");
  }

  @Test
  void thatNobodyRespondsToWhatItAsksItselfIsAFailure() {
    Tree<?> asking = Tree.of(new Watching(new Observers("w"), true), Shelf.saying("below "));
    Observers observers = Sender.of(asking, Shelf.saying("beside "));
    assertThatThrownBy(() -> observers.call(Shelf.class).get("x"))
        .isInstanceOf(NobodyResponds.class)
        .hasMessage("none of the 1 observers responds to Sums.reset(..)");
  }

  @Test
  void thatNobodyRespondsToWhatSomebodyBelowItAsksIsAFailure() {
    Sender inner = new Sender();
    Shelf asking = key -> inner.observers().call(Shelf.class).get(key);
    Observers observers = Sender.of(watching(asking), Shelf.saying("beside "));
    assertThatThrownBy(() -> observers.call(Shelf.class).get("x"))
        .isInstanceOf(NobodyResponds.class)
        .hasMessage("none of the 0 observers responds to Shelf.get(..)");
  }
}

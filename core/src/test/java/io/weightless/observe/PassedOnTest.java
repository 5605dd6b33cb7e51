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

    @Override
    public void tellUnknown(Message message) {
      observers.tell(message);
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
    assertThat(
            Sender.of(Tree.of(Transparent.create(), watched), Shelf.saying("also "))
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
  void whoPassesOnMaySeeThatNobodyResponds() {
    List<NobodyResponds> seen = new ArrayList<>();
    record Seeing(Observers observers, List<NobodyResponds> seen) implements Observable, Unknown {
      @Override
      public String callUnknown(Message message) {
        for (Message each : List.of(message, Message.of("other"))) {
          try {
            var _ = observers.call(each);
          } catch (NobodyResponds e) {
            seen.add(e);
          }
        }
        return "none";
      }
    }
    Sender sender = Tree.of(new Sender(), new Seeing(new Observers(), seen)).configure();
    assertThat(sender.observers().call(Shelf.class).get("x")).isEqualTo("none");
    assertThat(seen.getFirst()).hasMessageEndingWith("responds to Shelf.get(..)");
    assertThat(seen.getFirst().getStackTrace()).isEmpty(); // it mostly is a decline, and cheap so
    assertThat(seen.getLast().getStackTrace()).isNotEmpty();
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

  @Test
  void aTellThatGoesOnWhenOneFailsStillDoesBelowIt() {
    Runnable failing =
        () -> {
          throw new IllegalStateException("failed");
        };
    Runnable noting = () -> trail.add("ran");
    Observers observers = Sender.of(watching(watching(failing, noting), noting), noting);
    Message run = Message.of("run");
    assertThatThrownBy(() -> observers.tell(Runnable.class, OnFailure.GO_ON).run())
        .hasMessage("failed");
    assertThat(trail).hasSize(3);
    assertThatThrownBy(() -> observers.tell(run, OnFailure.GO_ON)).hasMessage("failed");
    assertThat(trail).hasSize(6);
    assertThatThrownBy(() -> observers.tell(Runnable.class).run()).hasMessage("failed");
    assertThatThrownBy(() -> observers.tell(run)).hasMessage("failed");
    assertThat(trail).hasSize(6);
  }

  /// Notes what it hears, and answers what is asked for "own".
  private record Both(Observers observers, List<String> trail) implements Transparent, Unknown {
    @Override
    public Object callUnknown(Message message) {
      return answer(message);
    }

    @Override
    public Program<?, ?, ?> anyUnknown(Message message) {
      return _ -> answer(message);
    }

    @Override
    public Program<?, ?, ?> allUnknown(Message message) {
      return Lines.writing(null, "heard").of("");
    }

    @Override
    public void tellUnknown(Message message) {
      trail.add("heard");
    }

    private String answer(Message message) {
      trail.add(message.toString());
      if (message.arguments().getFirst() instanceof String text && text.equals("own")) {
        return "mine";
      }
      throw new Decline();
    }
  }

  private final List<String> trail = new ArrayList<>();

  private Tree<?> both(Object... parts) {
    return Tree.of(new Both(new Observers().sending(), trail), parts);
  }

  private static @Nullable Object result(Program<String, String, ?> program) {
    Coroutine<String, String, ?> coroutine = Coroutine.of(program::run);
    return Outputs.of(coroutine).result();
  }

  @Test
  void whatIsUnknownAndTransparentIsAskedFirstAndPassesOnWhatItDeclines() {
    Observers observers =
        Sender.of(both(Shelf.saying("below "), Lines.writing("below")), Shelf.saying("beside "));
    assertThat(observers.call(Shelf.class).get("own")).isEqualTo("mine");
    assertThat(observers.call(Shelf.class).get("x")).isEqualTo("below x");
    assertThat(observers.call(Message.of("get", "own"))).isEqualTo("mine");
    assertThat(observers.call(Message.of("get", "y"))).isEqualTo("below y");
    assertThat(result(observers.any(Lines.class).of("own"))).isEqualTo("mine");
    assertThat(result(observers.any(Lines.class).of("x"))).isEqualTo("below");
    assertThat(result(observers.any(Message.of("of", "x")))).isEqualTo("below");
    assertThat(Sender.of(both(), Shelf.saying("beside ")).call(Shelf.class).get("x"))
        .isEqualTo("beside x");
    assertThat(trail).startsWith("Shelf.get(own)", "Shelf.get(x)", "get(own)", "get(y)");
  }

  @Test
  void whatIsUnknownAndTransparentHearsWhatGoesToAllAndPassesItOn() {
    Observers observers =
        Sender.of(both((Runnable) () -> trail.add("ran"), Lines.writing(null, "below")));
    observers.tell(Runnable.class).run();
    observers.tell(Message.of("run"));
    assertThat(trail).containsExactly("heard", "ran", "heard", "ran");
    assertThat(Outputs.of(Coroutine.of(observers.all(Lines.class).of("x"))).toList())
        .containsExactly("heard", "below");
  }

  @Test
  void whatItHasAMethodForComesOnceAlsoByName() {
    record Own(Observers observers) implements Transparent, Unknown, Shelf {
      @Override
      public String get(String key) {
        throw new Decline();
      }
    }
    Observers observers = Sender.of(Tree.of(new Own(new Observers()), Shelf.saying("below ")));
    assertThatThrownBy(() -> observers.call(Message.of("get", "x")))
        .isInstanceOf(NobodyResponds.class);
    assertThatThrownBy(() -> observers.call(Shelf.class).get("x"))
        .isInstanceOf(NobodyResponds.class);
  }
}

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

/// Messages that a component has no method for.
class UnknownTest {
  private final List<String> trail = new ArrayList<>();

  interface Sums {
    long sum(int one, long other);

    void reset();
  }

  private static Unknown answering(@Nullable Object answer) {
    return new Unknown() {
      @Override
      public @Nullable Object callUnknown(Message message) {
        return answer;
      }
    };
  }

  private final class Noting implements Unknown {
    @Override
    public Object callUnknown(Message message) {
      trail.add("call " + message);
      return 7L;
    }

    @Override
    public Program<?, ?, ?> anyUnknown(Message message) {
      return io -> {
        trail.add("any " + message);
        return message.arguments().getFirst();
      };
    }

    @Override
    public Program<?, ?, ?> allUnknown(Message message) {
      return Lines.writing(null, "all " + message).of("");
    }

    @Override
    public void tellUnknown(Message message) {
      trail.add("tell " + message);
    }
  }

  private static List<String> outputs(Program<String, String, @Nullable String> program) {
    return Outputs.of(Coroutine.of(program)).toList();
  }

  @Test
  void aCallComesAsAValueWithInterfaceNameAndArguments() {
    assertThat(Sender.of(new Noting()).call(Sums.class).sum(1, 2)).isEqualTo(7);
    assertThat(trail).containsExactly("call Sums.sum(1, 2)");
  }

  @Test
  void anAnyComesAsAValueAndTheResultOfItsProgramIsTheAnswer() {
    Coroutine<String, String, @Nullable String> any =
        Coroutine.of(Sender.of(new Noting()).any(Lines.class).of("x"));
    assertThat(Outputs.of(any).result()).isEqualTo("x");
    assertThat(trail).containsExactly("any Lines.of(x)");
  }

  @Test
  void anAllComesAsAValue() {
    assertThat(outputs(Sender.of(new Noting()).all(Lines.class).of("x")))
        .containsExactly("all Lines.of(x)");
  }

  @Test
  void aTellComesAsAValue() {
    Sender.of(new Noting()).tell(Sums.class).reset();
    assertThat(trail).containsExactly("tell Sums.reset()");
  }

  @Test
  void aResultForAnAllIsRefused() {
    Unknown returning =
        new Unknown() {
          @Override
          public Program<?, ?, ?> allUnknown(Message message) {
            return _ -> 2;
          }
        };
    assertThatThrownBy(() -> outputs(Sender.of(returning).all(Lines.class).of("x")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith(" returned 2 for Lines.of(..), and all has no use for results");
  }

  @Test
  void noProgramForAnAnyOrAnAllIsRefusedAlsoBelowATransparentOne() {
    @SuppressWarnings("NullAway") // that is what it is about
    Unknown none =
        new Unknown() {
          @Override
          public Program<?, ?, ?> anyUnknown(Message message) {
            return null;
          }

          @Override
          public Program<?, ?, ?> allUnknown(Message message) {
            return null;
          }
        };
    Observers observers = Sender.of(Tree.of(Transparent.create(), none));
    assertThatThrownBy(() -> outputs(observers.all(Lines.class).of("x")))
        .hasMessageEndingWith("gave no program for Lines.of(..)");
    assertThatThrownBy(() -> outputs(observers.any(Lines.class).of("x")))
        .hasMessageEndingWith("gave no program for Lines.of(..)");
  }

  @Test
  void anAnswerOfTheWrongTypeIsRefused() {
    assertThatThrownBy(() -> Sender.of(answering("text")).call(Sums.class).sum(1, 2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith(" answered text for Sums.sum(1, 2), which returns long");
    assertThatThrownBy(() -> Sender.of(answering(null)).call(Sums.class).sum(1, 2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith(" answered null for Sums.sum(1, 2), which returns long");
  }

  @Test
  void anAnswerForAMethodThatReturnsNothingIsDropped() {
    Sender.of(answering("text")).call(Sums.class).reset();
    Sender.of(answering(null)).call(Sums.class).reset();
  }

  @Test
  void whoHasTheMethodGetsItThere() {
    final class Both implements Unknown, Shelf {
      @Override
      public String get(String key) {
        return "typed " + key;
      }

      @Override
      public Object callUnknown(Message message) {
        return "unknown " + message;
      }
    }
    assertThat(Sender.of(new Both()).call(Shelf.class).get("1")).isEqualTo("typed 1");
  }

  @Test
  void byDefaultEachWayDeclines() {
    Unknown silent = new Unknown() {};
    Observers observers = Sender.of(silent, new Noting());
    assertThat(observers.call(Sums.class).sum(1, 2)).isEqualTo(7);
    observers.tell(Sums.class).reset();
    assertThat(outputs(observers.all(Lines.class).of("x"))).hasSize(1);
    assertThat(outputs(observers.any(Lines.class).of("x"))).isEmpty();
    assertThat(trail).hasSize(3);
  }

  @Test
  void aFailureInItIsThrownAndTheNextOneIsNotAsked() {
    Unknown failing =
        new Unknown() {
          @Override
          public Object callUnknown(Message message) throws Exception {
            return getClass().getDeclaredField("missing");
          }

          @Override
          public Program<?, ?, ?> anyUnknown(Message message) {
            throw new ClassCastException("real");
          }
        };
    Observers observers = Sender.of(failing, new Noting());
    assertThatThrownBy(() -> observers.call(Sums.class).sum(1, 2))
        .isInstanceOf(NoSuchFieldException.class);
    assertThatThrownBy(() -> outputs(observers.any(Lines.class).of("x")))
        .isInstanceOf(ClassCastException.class);
    assertThat(trail).isEmpty();
  }

  /// Passes on what is called `get`, and declines the rest.
  private record Choosy(Observers observers) implements Observable, Unknown {
    @Override
    public @Nullable Object callUnknown(Message message) {
      check(message);
      return observers.call(message);
    }

    @Override
    public Program<?, ?, ?> allUnknown(Message message) {
      check(message);
      return observers.all(message);
    }

    @Override
    public void tellUnknown(Message message) {
      check(message);
      observers.tell(message);
    }

    private static void check(Message message) {
      if (!List.of("get", "of", "run").contains(message.name())) {
        throw new Decline();
      }
    }
  }

  private static Tree<?> choosy(Object... parts) {
    return Tree.of(new Choosy(new Observers()), parts);
  }

  @Test
  void whatItDeclinesTheNextOneIsCalledFor() {
    Observers observers = Sender.of(choosy(Shelf.saying("41 ")), new Noting());
    assertThat(observers.call(Shelf.class).get("x")).isEqualTo("41 x");
    assertThat(observers.call(Sums.class).sum(1, 2)).isEqualTo(7);
  }

  @Test
  void toAnAllItMakesNoDifferenceThatOneDeclines() {
    interface Others {
      Program<String, String, @Nullable String> others();
    }
    record Both(String text) implements Lines, Others {
      @Override
      public Program<String, String, @Nullable String> of(String subject) {
        return Lines.writing(null, text).of(subject);
      }

      @Override
      public Program<String, String, @Nullable String> others() {
        return of("");
      }
    }
    Observers observers = Sender.of(choosy(new Both("41")), new Both("42"));
    assertThat(outputs(observers.all(Lines.class).of("x"))).containsExactly("41", "42");
    assertThat(outputs(observers.all(Others.class).others())).containsExactly("42");
  }

  interface Ending {
    void end();
  }

  @Test
  void toATellItMakesNoDifferenceThatOneDeclines() {
    record Both(List<String> trail, String text) implements Runnable, Ending {
      @Override
      public void run() {
        trail.add("run " + text);
      }

      @Override
      public void end() {
        trail.add("end " + text);
      }
    }
    Observers observers = Sender.of(choosy(new Both(trail, "41")), new Both(trail, "42"));
    observers.tell(Runnable.class).run();
    observers.tell(Message.of("end"));
    assertThat(trail).containsExactly("run 41", "run 42", "end 42");
  }
}

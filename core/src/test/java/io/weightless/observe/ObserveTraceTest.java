package io.weightless.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Traces of failures: a line for each component that a message went through.
class ObserveTraceTest {
  private static final class Failing implements Shelf, Lines, Runnable {
    @Override
    public String get(String key) {
      throw new IllegalStateException("failed");
    }

    @Override
    public Program<String, String, @Nullable String> of(String subject) {
      return Failing::program;
    }

    private static String program(Object io) {
      throw new IllegalStateException("failed");
    }

    @Override
    public void run() {
      throw new IllegalStateException("failed");
    }
  }

  /// Asks the next one.
  private record Asking(Observers observers) implements Observable, Shelf {
    @Override
    public @Nullable String get(String key) {
      return observers.call(Shelf.class).get(key);
    }
  }

  private record SemiTransparent(Observers observers) implements Transparent {}

  /// Of components only, up to the test.
  private static List<String> trace(Consumer<Observers> sending, Object... parts) {
    Observers observers = Sender.of(parts);
    Throwable thrown = catchThrowable(() -> sending.accept(observers));
    assertThat(thrown).hasMessage("failed");
    return Arrays.stream(Objects.requireNonNull(thrown).getStackTrace())
        .takeWhile(frame -> !frame.getClassName().startsWith("org."))
        .map(ObserveTraceTest::line)
        .toList();
  }

  private static String line(StackTraceElement frame) {
    String type = frame.getClassName();
    String text = type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
    return frame.getLineNumber() < 0
        ? text + "." + frame.getMethodName() + "(" + frame.getFileName() + ")"
        : text + "." + frame.getMethodName().replaceAll("lambda\\$.*", "lambda");
  }

  private static Tree<?> through(Object... parts) {
    return Tree.of(new SemiTransparent(new Observers("semi")), parts);
  }

  private static void run(Program<String, String, @Nullable String> program) {
    Coroutine.of(program).next();
  }

  @Test
  void aCallShowsEachComponentAndNothingInBetween() {
    Tree<?> asking = Tree.of(new Asking(new Observers()), new Failing());
    Tree<?> first = Tree.of(new Asking(new Observers()), asking);
    assertThat(trace(observers -> observers.call(Shelf.class).get("x"), first))
        .startsWith("Failing.get", "Asking.get", "Asking.get", "ObserveTraceTest.lambda")
        .hasSize(5);
  }

  @Test
  void aTransparentOneHasALineThatNamesIt() {
    assertThat(trace(observers -> observers.call(Shelf.class).get("x"), through(new Failing())))
        .startsWith(
            "Failing.get", "SemiTransparent.get(Transparent 'semi')", "ObserveTraceTest.lambda");
    assertThat(trace(observers -> observers.tell(Runnable.class).run(), through(new Failing())))
        .startsWith("Failing.run", "SemiTransparent.run(Transparent 'semi')");
  }

  @Test
  void severalTransparentOnesStandInTheirOrder() {
    Tree<?> asking = Tree.of(new Asking(new Observers()), through(new Failing()));
    Tree<?> outer = Tree.of(Transparent.create(), asking);
    assertThat(trace(observers -> observers.call(Shelf.class).get("x"), outer))
        .startsWith(
            "Failing.get",
            "SemiTransparent.get(Transparent 'semi')",
            "Asking.get",
            "Transparent.get(Transparent)",
            "ObserveTraceTest.lambda");
  }

  @Test
  void anyAndAllShowTheSame() {
    assertThat(trace(observers -> run(observers.any(Lines.class).of("x")), through(new Failing())))
        .startsWith("Failing.program", "SemiTransparent.of(Transparent 'semi')")
        .noneMatch(line -> line.contains("Delivery") || line.contains("Way"));
    assertThat(trace(observers -> run(observers.all(Lines.class).of("x")), through(new Failing())))
        .startsWith("Failing.program", "SemiTransparent.of(Transparent 'semi')");
  }

  @Test
  void aOnceShowsNoneOfItsWay() {
    assertThat(trace(observers -> observers.once(Runnable.class).run(), through(new Failing())))
        .startsWith("Failing.run", "ObserveTraceTest.lambda");
  }

  @Test
  void messagesByNameAndUnknownOnesShowTheSame() {
    record Passing(Observers observers) implements Observable, Unknown {
      @Override
      public @Nullable Object callUnknown(Message message) {
        return observers.call(message);
      }
    }
    Tree<?> passing = Tree.of(new Passing(new Observers()), through(new Failing()));
    assertThat(trace(observers -> observers.call(Shelf.class).get("x"), passing))
        .startsWith(
            "Failing.get",
            "SemiTransparent.get(Transparent 'semi')",
            "1Passing.callUnknown",
            "ObserveTraceTest.lambda");
    assertThat(trace(observers -> observers.call(Message.of("get", "x")), new Failing()))
        .startsWith("Failing.get", "ObserveTraceTest.lambda");
  }

  @Test
  void thatNobodyRespondsIsThrownWhereItWasSent() {
    Throwable thrown = catchThrowable(() -> Sender.of().call(Shelf.class).get("x"));
    assertThat(thrown).isNotNull();
    assertThat(thrown.getStackTrace()[0].getClassName())
        .isEqualTo(ObserveTraceTest.class.getName());
  }

  private static int linesOfTransparentOnes(Throwable thrown) {
    return (int)
        Arrays.stream(thrown.getStackTrace())
            .filter(frame -> ("" + frame.getFileName()).startsWith("Transparent"))
            .count();
  }

  @Test
  void aFailureThatIsKeptAndThrownAgainTellsOfItsFirstWayOnly() {
    List<IllegalStateException> kept = new ArrayList<>();
    Shelf throwing =
        _ -> {
          if (kept.isEmpty()) {
            kept.add(new IllegalStateException("failed"));
          }
          throw kept.getFirst();
        };
    Tree<?> one = Tree.of(Transparent.create(), Tree.of(Transparent.create(), throwing));
    List<Observers> ways = List.of(Sender.of(one), Sender.of(through(throwing)));
    for (int i = 0; i < 50; i++) {
      for (Observers observers : ways) {
        Throwable thrown = catchThrowable(() -> observers.call(Shelf.class).get("x"));
        assertThat(thrown).isSameAs(kept.getFirst());
        assertThat(linesOfTransparentOnes(thrown)).isEqualTo(2);
      }
    }
  }

  @Test
  void aComponentThatFailsToSayItsNameHidesNoFailure() {
    record Nameless(Observers observers, List<String> names) implements Transparent, Named {
      @Override
      public String name() {
        return names.getFirst();
      }
    }
    List<String> names = new ArrayList<>(List.of("name"));
    Nameless nameless = new Nameless(new Observers(), names);
    Observers observers = Sender.of(Tree.of(nameless, new Failing()));
    names.clear();
    assertThat(catchThrowable(() -> observers.call(Shelf.class).get("x"))).hasMessage("failed");
  }

  @Test
  void aFailureFromElsewhereKeepsItsTrace() {
    IllegalStateException before = new IllegalStateException("failed");
    before.setStackTrace(new StackTraceElement[0]);
    Shelf throwing =
        _ -> {
          throw before;
        };
    assertThat(trace(observers -> observers.call(Shelf.class).get("x"), through(throwing)))
        .isEmpty();
  }
}

package io.weightless.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DelegateTest {
  private final List<Object> trail = new ArrayList<>();

  @Test
  void theInnerOneReadsAndWritesThroughTheOuterAndGivesItsResult() {
    Coroutine<String, String, String> inner =
        Coroutine.of(
            "inner",
            io -> {
              io.write("inner " + io.next());
              io.unread("left");
              return "result";
            });
    try (var outer = around(inner)) {
      outer.next();
      assertThat(outer.send("a")).isEqualTo(new Step.Output<>("inner a"));
      assertThat(outer.next()).isEqualTo(new Step.Output<>("result, then left"));
      assertThat(outer.next()).isInstanceOf(Step.Done.class);
    }
  }

  @Test
  void oneThatWasStartedGoesOnWhereItIs() {
    Coroutine<String, String, String> inner =
        Coroutine.of("inner", io -> io.next() + " and " + io.next());
    inner.next();
    inner.send("a");
    try (var outer = around(inner)) {
      assertThat(outer.next()).isInstanceOf(Step.NeedsInput.class);
      outer.send("b");
      outer.send("c");
      assertThat(inner.result()).isEqualTo("a and b");
    }
  }

  @Test
  void theEndOfTheInputReachesTheInnerOne() {
    Coroutine<String, String, String> inner = Coroutine.of("inner", io -> "read " + io.read());
    try (var outer = around(inner)) {
      outer.next();
      assertThat(outer.end()).isEqualTo(new Step.Output<>("read null, then null"));
    }
  }

  @Test
  void whatIsThrownInReachesTheInnerOneWhichMayHandleIt() {
    Coroutine<String, String, String> inner =
        Coroutine.of(
            "inner",
            io -> {
              try {
                return io.next();
              } catch (IllegalArgumentException e) {
                io.write("handled " + e.getMessage());
                return "result";
              }
            });
    try (var outer = around(inner)) {
      outer.next();
      assertThat(outer.fail(new IllegalArgumentException("bad")))
          .isEqualTo(new Step.Output<>("handled bad"));
    }
  }

  @Test
  void itsFailureIsThrownWhereItIsDelegatedTo() {
    Coroutine<String, String, String> inner =
        Coroutine.of(
            "inner",
            io -> {
              throw new IllegalStateException("broken");
            });
    try (var outer = around(inner)) {
      assertThatThrownBy(outer::next).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void theInnerOneIsClosedWithTheOuterAndBeforeIt() {
    Coroutine<String, String, String> inner =
        Coroutine.of(
            "inner",
            io -> {
              try {
                return io.next();
              } finally {
                trail.add("inner");
              }
            });
    Coroutine<String, String, @Nullable Void> outer =
        Coroutine.of(
            "outer",
            io -> {
              try {
                io.delegate(inner);
              } finally {
                trail.add("outer");
              }
              return null;
            });
    outer.next();
    outer.close();

    assertThat(trail).containsExactly("inner", "outer");
    assertThat(inner.isDone()).isTrue();
  }

  @Test
  void whatItAsksIsAskedOfTheDriverOfTheOuter() {
    record Question(String text) implements Request<Integer> {}
    Question question = new Question("how many?");
    Coroutine<String, String, String> inner =
        Coroutine.of(
            "inner",
            io -> {
              io.yield();
              return "answer " + io.ask(question);
            });
    try (var outer = around(inner)) {
      assertThat(outer.next()).isInstanceOf(Step.Paused.class);
      assertThat(outer.next()).isEqualTo(new Step.Asks<>(question));
      outer.answer(question, 7);
      assertThat(inner.result()).isEqualTo("answer 7");
    }
  }

  private static Coroutine<String, String, @Nullable Void> around(
      Coroutine<String, String, String> inner) {
    return Coroutine.of(
        "outer",
        io -> {
          String result = io.delegate(inner);
          io.write(result + ", then " + io.read());
          return null;
        });
  }
}

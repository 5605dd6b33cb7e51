package io.weightless.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Who may say what when: the program decides whether it reads or writes, and its driver follows.
class ComposeProtocolTest {
  private record Question(String text) implements Request<String> {}

  private static final Question QUESTION = new Question("which?");

  private static Coroutine<String, Object, String> program(
      Subprogram<String, Object, ?, RuntimeException> program) {
    return Coroutine.of(
        "it",
        io -> {
          program.run(io);
          io.write("went on");
          return "end";
        });
  }

  @FromEverywhere
  void valuesThatLookLikeNothingAreDataInBothDirections(Driver driver) {
    driver.run(() -> {
      for (Object value : List.of(false, "", 0, List.of())) {
        Coroutine<Object, Object, String> echo =
            Coroutine.of(
                "echo",
                io -> {
                  io.write(io.next());
                  return "end";
                });
        assertThat(Talk.with(echo, value))
            .containsExactly("reads", "writes " + value, "returns end");
      }
    });
  }

  @FromEverywhere
  void aDriverThatSendsWhereItWroteIsRefusedAndNothingHappens(Driver driver) {
    driver.run(() -> {
      Coroutine<String, Object, String> writing =
          program(io -> {
            io.write("response");
            return null;
          });
      writing.next();
      assertThatThrownBy(() -> writing.send("message"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("coroutine 'it' can't take an input now: it wrote, see next()");
      assertThat(writing.step()).isEqualTo(new Step.Output<>("response"));
      assertThat(writing.next()).isEqualTo(new Step.Output<>("went on"));
      writing.close();
    });
  }

  /// All the same at any depth: the mistake is the driver's, and the program sees nothing of it.
  @FromEverywhere
  void aCalledProgramSeesNothingOfADriversMistake(Driver driver) {
    driver.run(() -> {
      Coroutine<String, Object, String> writing =
          program(io ->
              io.call(called -> {
                called.write("response");
                return null;
              }));
      writing.next();
      assertThatThrownBy(() -> writing.send("message")).hasMessageContaining("it wrote");
      assertThat(writing.next()).isEqualTo(new Step.Output<>("went on"));
      writing.close();
    });
  }

  @FromEverywhere
  void readsAndWritesTakeTurnsWithoutSuperfluousSteps(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> greeter =
          Coroutine.of(
              "greeter",
              io -> {
                io.write("hello " + io.call(Io::next));
                io.write("hello " + io.call(Io::next));
                return "end";
              });
      assertThat(Talk.with(greeter, "jack", "peter"))
          .containsExactly(
              "reads", "writes hello jack", "reads", "writes hello peter", "returns end");
    });
  }

  private static Map<String, Consumer<Coroutine<String, Object, String>>> moves() {
    Map<String, Consumer<Coroutine<String, Object, String>>> moves = new LinkedHashMap<>();
    moves.put("next", Coroutine::next);
    moves.put("send", coroutine -> coroutine.send("input"));
    moves.put("end", Coroutine::end);
    moves.put("answer", coroutine -> coroutine.answer(QUESTION, "this one"));
    return moves;
  }

  /// The moves that are refused, in the order of [#moves].
  private static List<String> refused(Coroutine<String, Object, String> coroutine) {
    Step<String, Object, String> before = coroutine.step();
    List<String> refused = new ArrayList<>();
    moves()
        .forEach((move, made) -> {
          try {
            if (!move.equals(rightMove(before))) {
              made.accept(coroutine);
            }
          } catch (IllegalStateException e) {
            refused.add(move);
          }
        });
    assertThat(coroutine.step()).isSameAs(before);
    return refused;
  }

  private static String rightMove(@Nullable Step<?, ?, ?> step) {
    return switch (step) {
      case null -> "next";
      case Step.NeedsInput<?, ?, ?> _ -> "send";
      case Step.Asks<?, ?, ?> _ -> "answer";
      case Step.Done<?, ?, ?> _ -> "none";
      case Step.Output<?, ?, ?> _, Step.Paused<?, ?, ?> _ -> "next";
    };
  }

  @FromEverywhere
  void onlyTheRightMoveIsTakenAndTheOthersLeaveItAsItIs(Driver driver) {
    driver.run(() -> {
      Coroutine<String, Object, String> fresh = program(_ -> null);
      assertThat(refused(fresh)).containsExactly("send", "end", "answer");

      Coroutine<String, Object, String> wrote = program(_ -> null);
      wrote.next();
      assertThat(refused(wrote)).containsExactly("send", "end", "answer");
      wrote.next();
      assertThat(refused(wrote)).containsExactly("next", "send", "end", "answer");

      Coroutine<String, Object, String> paused = paused();
      assertThat(refused(paused)).containsExactly("send", "end", "answer");
      assertThat(paused.next()).isEqualTo(new Step.Output<>("went on"));
      paused.close();

      Coroutine<String, Object, String> asks = program(io -> io.ask(QUESTION));
      asks.next();
      assertThat(refused(asks)).containsExactly("next", "send", "end");
      assertThat(asks.answer(QUESTION, "a")).isEqualTo(new Step.Output<>("went on"));
      asks.close();
    });
  }

  private static Coroutine<String, Object, String> paused() {
    Coroutine<String, Object, String> paused =
        program(io -> {
          io.yield();
          return null;
        });
    paused.next();
    return paused;
  }

  @FromEverywhere
  void oneThatReadsIsSentToOrEndedAndNothingElse(Driver driver) {
    driver.run(() -> {
      Coroutine<String, Object, String> reading = program(Io::read);
      reading.next();
      assertThatThrownBy(reading::next)
          .hasMessage("coroutine 'it' can't go on now: it reads, see send()");
      assertThatThrownBy(() -> reading.answer(QUESTION, "a"))
          .hasMessageContaining("can't take the answer to Question[text=which?] now: it reads");
      assertThat(reading.end()).isEqualTo(new Step.Output<>("went on"));
      reading.close();
    });
  }

  @FromEverywhere
  void afterTheEndOfItsInputItReadsNoMoreOfItsDriver(Driver driver) {
    driver.run(() -> {
      Coroutine<String, Object, String> reading =
          program(io -> {
            for (int i = 0; i < 3; i++) {
              assertThat(io.read()).isNull();
            }
            return null;
          });
      reading.next();
      assertThat(reading.end()).isEqualTo(new Step.Output<>("went on"));
      reading.close();
    });
  }

  @FromEverywhere
  void itsDriverMayLookAtItWhileItIsPaused(Driver driver) {
    driver.run(() -> {
      Coroutine<String, Object, String> reading = program(Io::read);
      assertThat(reading.step()).isNull();
      Step<String, Object, String> step = reading.next();
      assertThat(reading.step()).isSameAs(step);
      assertThat(reading.isDone()).isFalse();
      assertThatThrownBy(reading::result).hasMessage("coroutine 'it' has not returned");
      assertThat(reading).hasToString("coroutine 'it'");
      reading.close();
    });
  }

  @FromEverywhere
  void itCannotDriveItself(Driver driver) {
    driver.run(() -> {
      List<Coroutine<String, Object, String>> self = new ArrayList<>();
      self.add(program(_ -> self.getFirst().next()));
      assertThatThrownBy(self.getFirst()::next)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("coroutine 'it' is running");
      assertThat(self.getFirst().isDone()).isTrue();
    });
  }

  @Test
  @SuppressWarnings("NullAway") // that is what is refused
  void nullIsNeitherAnInputNorAnOutputNorAFailure() {
    Coroutine<String, Object, String> reading = program(Io::read);
    reading.next();
    assertThatThrownBy(() -> reading.send(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("an input is never null");
    assertThatThrownBy(() -> reading.fail(null)).isInstanceOf(NullPointerException.class);
    assertThat(reading.send("all is as it was")).isEqualTo(new Step.Output<>("went on"));
    reading.close();
    Coroutine<String, Object, String> writing =
        program(io -> {
          io.write(null);
          return null;
        });
    assertThatThrownBy(writing::next).hasMessage("an output is never null");
  }

  @FromEverywhere
  void itsIoIsUsedOnItsOwnStackOnly(Driver driver) {
    driver.run(() -> {
      List<Io<String, Object>> leaked = new ArrayList<>();
      Coroutine<String, Object, String> leaking =
          program(io -> {
            leaked.add(io);
            return io.read();
          });
      leaking.next();
      Io<String, Object> io = leaked.getFirst();
      for (Runnable use :
          List.<Runnable>of(
              io::read,
              io::next,
              io::yield,
              () -> io.write("a"),
              () -> io.ask(QUESTION),
              () -> io.unread("a"),
              () -> io.call(_ -> null))) {
        assertThatThrownBy(use::run)
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("coroutine 'it' alone uses its Io, on its own stack");
      }
      leaking.close();
    });
  }
}

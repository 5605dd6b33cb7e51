package io.weightless.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Coroutines that pause before each call, so that a driver can do something else in between: the
/// cases of Weightless' compose scheduling.
class ComposeSteppingTest {
  private static <X extends Exception> Coroutine<Integer, String, String> stepping(
      Subprogram<Integer, String, String, X> program) {
    return Coroutine.<Integer, String, String>of("stepping", program::run).stepping();
  }

  private static String writes(Io<Integer, String> io, String output) {
    io.write(output);
    return output;
  }

  @FromEverywhere
  void oneProgramThatCallsNobodyNeverPauses(Driver driver) {
    driver.run(() ->
        assertThat(Talk.with(stepping(io -> writes(io, "one"))))
            .containsExactly("writes one", "returns one"));
  }

  @FromEverywhere
  void aCallPausesBeforeItBegins(Driver driver) {
    driver.run(() ->
        assertThat(
                Talk.with(
                    stepping(io -> {
                      io.call(called -> writes(called, "one"));
                      return writes(io, "two");
                    })))
            .containsExactly("pauses", "writes one", "writes two", "returns two"));
  }

  @FromEverywhere
  void thereIsOnePauseForEachDescent(Driver driver) {
    driver.run(() ->
        assertThat(
                Talk.with(
                    stepping(io -> {
                      writes(io, "one");
                      io.call(called -> writes(called, "two"));
                      io.call(a -> a.call(b -> b.call(c -> writes(c, "three"))));
                      io.call(called -> writes(called, "four"));
                      return writes(io, "five");
                    })))
            .containsExactly(
                "writes one",
                "pauses",
                "writes two",
                "pauses",
                "pauses",
                "pauses",
                "writes three",
                "pauses",
                "writes four",
                "writes five",
                "returns five"));
  }

  @FromEverywhere
  void pausesDoNotDisturbWhatIsReadAndWritten(Driver driver) {
    driver.run(() ->
        assertThat(
                Talk.with(
                    stepping(io -> {
                      int given = io.next();
                      int next = io.call(called -> given + 1);
                      return writes(io, "" + next);
                    }),
                    41))
            .containsExactly("reads", "pauses", "writes 42", "returns 42"));
  }

  @FromEverywhere
  void eachReadInACallAsksTheDriverOnce(Driver driver) {
    driver.run(() ->
        assertThat(
                Talk.with(
                    stepping(io -> {
                      writes(io, "hello " + io.call(Io::next));
                      return writes(io, "hello " + io.call(Io::next));
                    }),
                    1,
                    2))
            .containsExactly(
                "pauses",
                "reads",
                "writes hello 1",
                "pauses",
                "reads",
                "writes hello 2",
                "returns hello 2"));
  }

  /// Also one that is not stepped.
  @FromEverywhere
  void aProgramsOwnYieldIsAPauseAndTheNextReadGetsTheNextInput(Driver driver) {
    Subprogram<Integer, String, String, RuntimeException> program =
        io -> {
          io.yield();
          int first = io.next();
          io.yield();
          io.yield();
          return writes(io, first + " " + io.next());
        };
    driver.run(() -> {
      for (var coroutine : List.of(stepping(program), Coroutine.of("not stepped", program::run))) {
        assertThat(Talk.with(coroutine, 1, 2))
            .containsExactly(
                "pauses", "reads", "pauses", "pauses", "reads", "writes 1 2", "returns 1 2");
      }
    });
  }

  @FromEverywhere
  void anInputIsRefusedWhileItIsPausedAndLeavesItAsItIs(Driver driver) {
    driver.run(() -> {
      for (var coroutine :
          List.of(
              stepping(io -> io.call(called -> writes(called, "went on"))),
              stepping(io -> {
                io.yield();
                return writes(io, "went on");
              }))) {
        coroutine.next();
        assertThatThrownBy(() -> coroutine.send(1))
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("coroutine 'stepping' can't take an input now: it is paused, see next()");
        assertThatThrownBy(coroutine::end).hasMessageContaining("can't take the end of its input");
        assertThat(coroutine.next()).isEqualTo(new Step.Output<>("went on"));
        coroutine.close();
      }
    });
  }

  @FromEverywhere
  void whatIsThrownInAtAPauseIsThrownAtTheCall(Driver driver) {
    driver.run(() -> {
      Coroutine<Integer, String, String> coroutine =
          stepping(io -> {
            try {
              return io.call(called -> writes(called, "not begun"));
            } catch (IllegalStateException e) {
              return writes(io, "caught " + e.getMessage());
            }
          });
      coroutine.next();
      assertThat(coroutine.fail(new IllegalStateException("it")))
          .isEqualTo(new Step.Output<>("caught it"));
      coroutine.close();
    });
  }

  @FromEverywhere
  void oneThatIsClosedAtAPauseNeverBeginsTheCall(Driver driver) {
    List<String> trail = new ArrayList<>();
    driver.run(() -> {
      Coroutine<Integer, String, String> coroutine =
          stepping(io -> {
            try {
              return io.call(_ -> "" + trail.add("begun"));
            } finally {
              trail.add("closed");
            }
          });
      coroutine.next();
      coroutine.close();
    });

    assertThat(trail).containsExactly("closed");
  }

  @FromEverywhere
  void afterACallThatFailedItStillCountsHowDeepItIs(Driver driver) {
    driver.run(() -> {
      Coroutine<Integer, String, String> coroutine =
          stepping(io -> {
            for (int i = 0; i <= Io.MAX_DEPTH; i++) {
              assertThatThrownBy(() ->
                      io.call(_ -> {
                        throw new IllegalArgumentException("bad");
                      }))
                  .hasMessage("bad");
            }
            return "end";
          });
      assertThat(Talk.with(coroutine)).hasSize(Io.MAX_DEPTH + 2).endsWith("pauses", "returns end");
    });
  }

  @FromEverywhere
  void aRefusedCallDoesNotPause(Driver driver) {
    driver.run(() -> {
      Coroutine<Integer, String, String> used = stepping(_ -> "used");
      used.next();
      Coroutine<Integer, String, String> caller = stepping(io -> io.call(used));
      assertThatThrownBy(caller::next).hasMessage("coroutine 'stepping' was started already");
    });
  }

  @Test
  void itIsDecidedBeforeTheFirstStep() {
    Coroutine<Integer, String, String> begun = Coroutine.of("begun", io -> writes(io, "one"));
    begun.next();
    assertThatThrownBy(begun::stepping)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("coroutine 'begun' was started already");
    begun.close();
  }

  @FromEverywhere
  void aPauseIsNoDataAndTheDriverSeesThatInItsType(Driver driver) {
    driver.run(() -> {
      Coroutine<Integer, String, String> coroutine = stepping(io -> io.call(_ -> "end"));
      assertThat(coroutine.next())
          .isInstanceOf(Step.FlowControl.class)
          .isEqualTo(new Step.Paused<>());
      assertThat(Talk.word(coroutine.next())).isEqualTo("returns end");
    });
  }
}

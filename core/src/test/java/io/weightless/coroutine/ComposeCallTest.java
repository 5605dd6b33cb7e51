package io.weightless.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Programs that call programs: the cases of Weightless' compose.
class ComposeCallTest {
  private final List<Object> trail = new ArrayList<>();

  private static <I> Coroutine<I, String, String> writing(String name, String... outputs) {
    return Coroutine.of(
        name,
        io -> {
          for (String output : outputs) {
            io.write(output);
          }
          return name;
        });
  }

  @Test
  void nothingRunsBeforeTheFirstStep() {
    Coroutine<String, String, Integer> coroutine =
        Coroutine.of(
            "lazy",
            _ -> {
              trail.add("runs");
              return 1;
            });
    assertThat(coroutine.step()).isNull();
    assertThat(coroutine.isDone()).isFalse();
    coroutine.close();

    assertThat(coroutine.isDone()).isTrue();
    assertThat(trail).isEmpty();
  }

  @FromEverywhere
  void aProgramRunsToItsFirstOutput(Driver driver) {
    driver.run(() -> {
      try (Coroutine<String, Integer, String> twice =
          Coroutine.of(
              "twice",
              io -> {
                io.write(2 * 2);
                return "end";
              })) {
        assertThat(twice.next()).isEqualTo(new Step.Output<>(4));
      }
    });
  }

  @FromEverywhere
  void aProgramRunsToItsEndByGoingOn(Driver driver) {
    driver.run(() ->
        assertThat(Talk.with(writing("three", "0", "1", "2")))
            .containsExactly("writes 0", "writes 1", "writes 2", "returns three"));
  }

  @FromEverywhere
  void aCalledProgramRunsAtOnceAndItsOutputIsTheCallersNext(Driver driver) {
    Subprogram<String, Integer, Integer, RuntimeException> eight =
        io -> {
          io.write(8);
          return 8;
        };
    driver.run(() -> {
      Coroutine<String, Integer, Integer> caller =
          Coroutine.of(
              "caller",
              io -> {
                int more = 2 * io.call(inner -> inner.call(eight));
                io.write(more);
                return more;
              });
      assertThat(Talk.with(caller)).containsExactly("writes 8", "writes 16", "returns 16");
    });
  }

  @FromEverywhere
  void callerAndCalledGoOnWhereTheyWereInOrder(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> caller =
          Coroutine.of(
              "caller",
              io -> {
                io.write("C");
                io.call(writing("called", "A", "B"));
                io.write("D");
                return "end";
              });
      assertThat(Talk.with(caller))
          .containsExactly("writes C", "writes A", "writes B", "writes D", "returns end");
    });
  }

  @FromEverywhere
  void aCalledProgramReadsAndItsResultIsTheCallersValue(Driver driver) {
    driver.run(() -> {
      Coroutine<Integer, Integer, String> caller =
          Coroutine.of(
              "caller",
              io -> {
                int result =
                    io.call(called -> {
                      called.write(7);
                      return 2 * called.next();
                    });
                io.write(result * 3);
                return "end";
              });
      assertThat(Talk.with(caller, 3))
          .containsExactly("writes 7", "reads", "writes 18", "returns end");
    });
  }

  @FromEverywhere
  void aCoroutineIsCalledLikeItsProgram(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> inner = writing("inner", "a");
      Coroutine<String, String, String> middle = Coroutine.of("middle", io -> io.call(inner));
      Coroutine<String, String, String> outer = Coroutine.of("outer", io -> io.call(middle));
      assertThat(Talk.with(outer)).containsExactly("writes a", "returns inner");
      assertThat(outer.name()).isEqualTo("outer");
    });
  }

  @FromEverywhere
  void aCalledCoroutineIsUsedUp(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> inner = writing("inner", "a");
      Coroutine<String, String, @Nullable Throwable> outer =
          Coroutine.of(
              "outer",
              io -> {
                io.call(inner);
                return catchThrowable(() -> io.call(inner));
              });
      Talk.with(outer);
      assertThat(outer.result())
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("coroutine 'inner' is part of the one that called it already");
      assertThatThrownBy(inner::next).hasMessageContaining("is part of the one that called it");
    });
  }

  @FromEverywhere
  void oneThatWasBegunCannotBeCalledAndTheCallerMayGoOn(Driver driver) {
    driver.run(() -> {
      try (Coroutine<String, String, String> begun = writing("begun", "a", "b")) {
        begun.next();
        Coroutine<String, String, String> caller =
            Coroutine.of("caller", io -> tryOther(io, begun));
        assertThat(Talk.with(caller))
            .containsExactly(
                "writes coroutine 'begun' was started already", "writes other", "returns other");
        assertThat(begun.next()).isEqualTo(new Step.Output<>("b"));
      }
    });
  }

  @FromEverywhere
  void oneThatHasEndedCannotBeCalledAndTheCallerMayGoOn(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> ended = writing("ended");
      ended.next();
      Coroutine<String, String, String> caller = Coroutine.of("caller", io -> tryOther(io, ended));
      assertThat(Talk.with(caller))
          .containsExactly(
              "writes coroutine 'ended' was started already", "writes other", "returns other");
    });
  }

  private static String tryOther(Io<String, String> io, Coroutine<String, String, String> unfit) {
    try {
      return io.call(unfit);
    } catch (IllegalStateException e) {
      io.write(String.valueOf(e.getMessage()));
      return io.call(writing("other", "other"));
    }
  }

  @FromEverywhere
  void aRefusedCallUnwindsAllThatDoNotCatchIt(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> ended = writing("ended");
      ended.next();
      Coroutine<String, String, String> caller =
          Coroutine.of(
              "caller",
              io -> {
                try {
                  return io.call(called -> called.call(ended));
                } finally {
                  trail.add("finally");
                }
              });
      assertThatThrownBy(caller::next).hasMessage("coroutine 'ended' was started already");
      assertThat(caller.isDone()).isTrue();
    });

    assertThat(trail).containsExactly("finally");
  }

  @FromEverywhere
  void aCalledCoroutineIsThrownIntoAndClosedWithItsCaller(Driver driver) {
    driver.run(() -> {
      Coroutine<String, Integer, Integer> inner =
          Coroutine.of(
              "inner",
              io -> {
                int answer = 42;
                while (true) {
                  try {
                    io.write(answer);
                  } catch (IllegalArgumentException _) {
                    answer *= 2;
                  } finally {
                    trail.add(answer);
                  }
                }
              });
      Coroutine<String, Integer, Integer> outer = Coroutine.of("outer", io -> io.call(inner));
      assertThat(outer.next()).isEqualTo(new Step.Output<>(42));
      assertThat(outer.fail(new IllegalArgumentException())).isEqualTo(new Step.Output<>(84));
      outer.close();
      assertThat(outer.isDone()).isTrue();
    });

    assertThat(trail).containsExactly(84, 84);
  }

  @FromEverywhere
  void aMethodThatTakesAnIoMayBeCalledDirectly(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> greeter =
          Coroutine.of("greeter", io -> greet(io) + greet(io));
      assertThat(Talk.with(greeter, "jack", "peter"))
          .containsExactly(
              "reads", "writes hello jack", "reads", "writes hello peter", "returns jackpeter");
    });
  }

  private static String greet(Io<String, String> io) {
    String name = io.next();
    io.write("hello " + name);
    return name;
  }

  @FromEverywhere
  void whatACalledProgramFailsWithHasItsOwnTypeAlsoWhenItIsChecked(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> caller =
          Coroutine.of(
              "caller",
              io -> {
                try {
                  return io.call(_ -> {
                    throw new java.io.IOException("disk");
                  });
                } catch (java.io.IOException e) {
                  return "caught " + e.getMessage();
                }
              });
      assertThat(Talk.with(caller)).containsExactly("returns caught disk");
    });
  }

  @FromEverywhere
  void callsGoAsDeepAsTheLimitAndNoDeeper(Driver driver) {
    driver.run(() -> {
      assertThat(
              Talk.with(
                  Coroutine.<String, String, Integer>of("deep", io -> down(io, Io.MAX_DEPTH))))
          .containsExactly("writes at the bottom", "returns " + Io.MAX_DEPTH);
      Coroutine<String, String, Integer> deeper =
          Coroutine.of("deeper", io -> down(io, Io.MAX_DEPTH + 1));
      assertThatThrownBy(deeper::next)
          .isInstanceOf(DepthExceeded.class)
          .hasMessageContaining("'deeper' calls more than " + Io.MAX_DEPTH + " programs");
    });
  }

  private static int down(Io<String, String> io, int levels) {
    if (levels == 0) {
      io.write("at the bottom");
      return 0;
    }
    return 1 + io.call(deeper -> down(deeper, levels - 1));
  }

  @FromEverywhere
  void afterACallThatWentTooDeepTheProgramMayCallAgain(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, Integer> caller =
          Coroutine.of(
              "caller",
              io -> {
                assertThat(catchThrowable(() -> down(io, Io.MAX_DEPTH + 1)))
                    .isInstanceOf(DepthExceeded.class);
                return down(io, Io.MAX_DEPTH);
              });
      assertThat(Talk.with(caller))
          .containsExactly("writes at the bottom", "returns " + Io.MAX_DEPTH);
    });
  }
}

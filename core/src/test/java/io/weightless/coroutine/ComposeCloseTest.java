package io.weightless.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Coroutines that are closed before they have ended: the cases of Weightless' compose and of PEP
/// 380, and those beyond.
class ComposeCloseTest {
  private final List<Object> trail = new ArrayList<>();
  private int told;

  /// Waits for input, and notes how it leaves.
  private String reading(Io<String, String> io, String who) {
    try {
      return io.next();
    } catch (Error e) {
      trail.add(who + " " + e.getClass().getSimpleName());
      throw e;
    } finally {
      trail.add(who + " leaves");
    }
  }

  @FromEverywhere
  void aCloseUnwindsEachLevelInsideOut(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> outer =
          Coroutine.of(
              "outer",
              io -> {
                try {
                  return io.call(called -> reading(called, "inner"));
                } finally {
                  trail.add("outer leaves");
                }
              });
      outer.next();
      outer.close();
      outer.close();
      assertThat(outer.isDone()).isTrue();
      assertThat(outer.step()).isNull();
      assertThat(trail).containsExactly("inner CoroutineClosed", "inner leaves", "outer leaves");
      trail.clear();
    });
  }

  @FromEverywhere
  void closingOneThatHasEndedOrWasNotBegunDoesNothing(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, Boolean> ended = Coroutine.of("ended", _ -> trail.add("ran"));
      ended.next();
      ended.close();
      assertThat(ended.result()).isTrue();
      Coroutine<String, String, Boolean> fresh = Coroutine.of("fresh", _ -> trail.add("ran"));
      fresh.close();
      assertThat(fresh.isDone()).isTrue();
      assertThatThrownBy(fresh::next).hasMessage("coroutine 'fresh' has been closed");
      assertThatThrownBy(fresh::result).hasMessage("coroutine 'fresh' has not returned");
      assertThat(trail).containsExactly("ran");
      trail.clear();
    });
  }

  @FromEverywhere
  void aCallThatTurnsTheCloseIntoAFailureFailsTheClose(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> outer =
          Coroutine.of("outer", io -> io.call(ComposeCloseTest::failing));
      outer.next();
      assertThatThrownBy(outer::close)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("instead")
          .cause()
          .isInstanceOf(CoroutineClosed.class)
          .hasMessage("coroutine 'outer' was closed");
      assertThat(outer.isDone()).isTrue();
    });
  }

  private static String failing(Io<String, String> io) {
    try {
      return io.next();
    } catch (CoroutineClosed e) {
      throw new IllegalArgumentException("instead", e);
    }
  }

  /// PEP 380: a called one that ends normally does not save its caller.
  @FromEverywhere
  void aCallThatReturnsAllTheSameEndsAndItsCallerIsClosedAtItsNextStep(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> outer =
          Coroutine.of(
              "outer",
              io -> {
                trail.add(
                    io.call(called -> {
                      try {
                        return called.next();
                      } catch (CoroutineClosed e) {
                        return "returned";
                      }
                    }));
                return "end";
              });
      outer.next();
      outer.close();
      assertThat(outer.isDone()).isTrue();
      assertThat(trail).containsExactly("returned");
      trail.clear();
    });
  }

  @FromEverywhere
  void aCallersHandlerMayCatchTheFailureThatACloseBecameAndReturn(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> outer =
          Coroutine.of(
              "outer",
              io -> {
                try {
                  return io.call(ComposeCloseTest::failing);
                } catch (IllegalArgumentException e) {
                  return "caught";
                }
              });
      outer.next();
      outer.close();
      assertThat(outer.isDone()).isTrue();
    });
  }

  @FromEverywhere
  void oneThatWritesInsteadOfEndingHasIgnoredItsCloseAndIsEndedAllTheSame(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> stubborn =
          Coroutine.of(
              "stubborn",
              io -> {
                try {
                  return io.next();
                } catch (CoroutineClosed _) {
                  io.write("not yet");
                  return "not reached";
                } finally {
                  trail.add("finally");
                }
              });
      stubborn.next();
      assertIgnored(stubborn);
      assertThat(trail).containsExactly("finally");
      trail.clear();
    });
  }

  private static void assertIgnored(Coroutine<?, ?, ?> stubborn) {
    assertThatThrownBy(stubborn::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("coroutine 'stubborn' ignored its close");
    assertThat(stubborn.isDone()).isTrue();
    stubborn.close();
  }

  @FromEverywhere
  void oneThatIsClosedIsToldAgainByWhateverItTries(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> stubborn =
          Coroutine.of(
              "stubborn",
              io -> {
                for (Runnable pause :
                    List.<Runnable>of(
                        io::read,
                        () -> io.write("a"),
                        io::yield,
                        () -> io.ask(new Request<String>() {}))) {
                  try {
                    pause.run();
                  } catch (CoroutineClosed _) {
                    trail.add("told");
                  }
                }
                return "end";
              });
      stubborn.next();
      assertIgnored(stubborn);
      assertThat(trail).containsExactly("told", "told", "told", "told");
      trail.clear();
    });
  }

  /// It can't be stopped where it is, but its close comes back.
  @FromEverywhere
  void oneThatIgnoresItsCloseForEverDoesNotHoldItsDriver(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> stubborn =
          Coroutine.of(
              "stubborn",
              io -> {
                while (true) {
                  try {
                    io.write("again");
                  } catch (CoroutineClosed _) {
                    told++;
                  }
                }
              });
      stubborn.next();
      assertIgnored(stubborn);
      assertThat(told).isPositive();
    });
  }

  @FromEverywhere
  void aFinallyBlockThatFailsFailsTheClose(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> outer =
          Coroutine.of(
              "outer",
              io -> {
                try {
                  return io.next();
                } finally {
                  fail();
                }
              });
      outer.next();
      assertThatThrownBy(outer::close)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("bad");
      assertThat(outer.isDone()).isTrue();
    });
  }

  private static void fail() {
    throw new IllegalArgumentException("bad");
  }

  @FromEverywhere
  void aResourceOfItsIsClosedWithIt(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> outer =
          Coroutine.of(
              "outer",
              io -> {
                try (AutoCloseable _ = () -> trail.add("resource")) {
                  return io.next();
                }
              });
      try (outer) {
        outer.next();
      }
      assertThat(trail).containsExactly("resource");
      trail.clear();
    });
  }

  @FromEverywhere
  void itCannotCloseItselfWhileItRuns(Driver driver) {
    driver.run(() -> {
      List<Coroutine<String, String, String>> self = new ArrayList<>();
      self.add(
          Coroutine.of(
              "self",
              _ -> {
                self.getFirst().close();
                return "not reached";
              }));
      assertThatThrownBy(self.getFirst()::next)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("coroutine 'self' can't be closed while it runs");
    });
  }

  @FromEverywhere
  void oneThatItDrovesIsClosedWithItWhenItLeavesItUnfinished(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, @Nullable String> outer =
          Coroutine.of(
              "outer",
              io -> {
                Coroutine<String, String, String> inner =
                    Coroutine.of("inner", own -> reading(own, "inner"));
                inner.next();
                return reading(io, "outer");
              });
      outer.next();
      outer.close();
      assertThat(trail)
          .containsExactly(
              "outer CoroutineClosed", "outer leaves", "inner CoroutineClosed", "inner leaves");
      trail.clear();
    });
  }

  @Test
  void thoseThatItDroveAreClosedYoungestFirstAlsoWhenItReturns() {
    Coroutine<String, String, String> outer =
        Coroutine.of(
            "outer",
            _ -> {
              for (String name : List.of("first", "second", "third")) {
                Coroutine.<String, String, String>of(name, io -> reading(io, name)).next();
              }
              return "end";
            });
    assertThat(Talk.with(outer)).containsExactly("returns end");
    assertThat(trail)
        .filteredOn(event -> event.toString().endsWith("leaves"))
        .containsExactly("third leaves", "second leaves", "first leaves");
  }
}

package io.weightless.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is thrown into programs, and out of them: the cases of Weightless' compose and of PEP 380.
class ComposeThrowTest {
  private final List<Object> trail = new ArrayList<>();

  /// What a driver fails it with, where it reads.
  private static String caughtByReading(Io<String, String> io) {
    try {
      return String.valueOf(io.read());
    } catch (RuntimeException e) {
      return "caught " + e.getMessage();
    }
  }

  @FromEverywhere
  void whatTheDriverThrowsIsCaughtWhereTheProgramIsPaused(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> reading =
          Coroutine.of("reading", ComposeThrowTest::caughtByReading);
      reading.next();
      assertThat(Talk.word(reading.fail(new IllegalArgumentException("thrown in"))))
          .isEqualTo("returns caught thrown in");
    });
  }

  @FromEverywhere
  void itIsTheVeryExceptionWithItsTypeAndNothingSuppressed(Driver driver) {
    driver.run(() -> {
      for (Throwable thrown :
          List.of(new IllegalArgumentException("a"), new StackOverflowError(), new Error("c"))) {
        Coroutine<String, String, @Nullable String> reading = Coroutine.of("reading", Io::read);
        reading.next();
        assertThatThrownBy(() -> reading.fail(thrown)).isSameAs(thrown).hasNoSuppressedExceptions();
      }
    });
  }

  @FromEverywhere
  void aCheckedOneIsWrappedOnceOnItsWayInAndOut(Driver driver) {
    IOException disk = new IOException("disk");
    driver.run(() -> {
      Coroutine<String, String, @Nullable String> reading = Coroutine.of("reading", Io::read);
      reading.next();
      assertThatThrownBy(() -> reading.fail(disk))
          .isInstanceOf(CoroutineFailed.class)
          .hasMessage("coroutine 'reading' failed: java.io.IOException: disk")
          .cause()
          .isSameAs(disk);
      Coroutine<String, String, String> failing =
          Coroutine.of(
              "failing",
              _ -> {
                throw disk;
              });
      assertThatThrownBy(failing::next).isInstanceOf(CoroutineFailed.class).cause().isSameAs(disk);
    });
  }

  @FromEverywhere
  void whatIsThrownReachesTheInnermostCallFirst(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> outer =
          Coroutine.of(
              "outer",
              io -> {
                try {
                  return io.call(ComposeThrowTest::caughtByReading) + " inside";
                } catch (RuntimeException e) {
                  return "caught outside";
                }
              });
      outer.next();
      assertThat(Talk.word(outer.fail(new IllegalStateException("it"))))
          .isEqualTo("returns caught it inside");
    });
  }

  @FromEverywhere
  void aCallThatFailsBeforeItsFirstStepFailsInItsCallerWhichMayWrapIt(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> outer =
          Coroutine.of(
              "outer",
              io ->
                  wrapping(
                      io,
                      _ -> {
                        throw new IllegalStateException("abc");
                      }));
      assertThatThrownBy(outer::next)
          .isInstanceOf(IllegalArgumentException.class)
          .hasRootCauseMessage("abc");
      assertThat(outer.isDone()).isTrue();
    });
  }

  @FromEverywhere
  void aCallThatFailsAfterAWriteFailsInItsCallerWhichMayWrapIt(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> outer =
          Coroutine.of(
              "outer",
              io ->
                  wrapping(
                      io,
                      called -> {
                        called.write("first");
                        throw new IllegalStateException("abc");
                      }));
      outer.next();
      assertThatThrownBy(outer::next)
          .isInstanceOf(IllegalArgumentException.class)
          .hasRootCauseMessage("abc");
    });
  }

  @FromEverywhere
  void whatTheDriverThrowsMayBeWrappedOnItsWayOut(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> outer =
          Coroutine.of("outer", io -> wrapping(io, called -> called.next()));
      outer.next();
      IllegalStateException wrong = new IllegalStateException("wrong");
      assertThatThrownBy(() -> outer.fail(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .cause()
          .isSameAs(wrong);
    });
  }

  private static String wrapping(
      Io<String, String> io, Subprogram<String, String, String, RuntimeException> program) {
    try {
      return io.call(program);
    } catch (IllegalStateException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @FromEverywhere
  void aProgramThatSwallowsWhatIsThrownAndEndsHasReturned(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> swallowing =
          Coroutine.of("swallowing", ComposeThrowTest::caughtByReading);
      swallowing.next();
      swallowing.fail(new IllegalStateException("mask"));
      assertThat(swallowing.isDone()).isTrue();
      assertThat(swallowing.result()).isEqualTo("caught mask");
      assertThatThrownBy(swallowing::next).hasMessage("coroutine 'swallowing' has ended");
    });
  }

  @FromEverywhere
  void whatAHandlerWritesIsTheResultOfTheThrow(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> handling =
          Coroutine.of(
              "handling",
              io -> {
                String caught = caughtByReading(io);
                io.write(caught);
                io.write("after");
                return "end";
              });
      handling.next();
      assertThat(handling.fail(new IllegalStateException("it")))
          .isEqualTo(new Step.Output<>("caught it"));
      assertThat(handling.next()).isEqualTo(new Step.Output<>("after"));
      handling.close();
    });
  }

  @FromEverywhere
  void whatACalledHandlerReturnsItsCallerGoesOnWithAndItsOutputIsTheResultOfTheThrow(
      Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> outer =
          Coroutine.of(
              "outer",
              io -> {
                io.write(io.call(ComposeThrowTest::caughtByReading) + " and returned");
                return "end";
              });
      outer.next();
      assertThat(outer.fail(new IllegalStateException("it")))
          .isEqualTo(new Step.Output<>("caught it and returned"));
      outer.close();
    });
  }

  @FromEverywhere
  void aHandlerMayReadAgainAndFindsWhatIsSentThen(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> stubborn =
          Coroutine.of("stubborn", io -> caughtByReading(io) + ", " + io.next());
      stubborn.next();
      assertThat(stubborn.fail(new IllegalStateException("it"))).isEqualTo(new Step.NeedsInput<>());
      assertThat(Talk.word(stubborn.send("input"))).isEqualTo("returns caught it, input");
    });
  }

  /// PEP 380, the first example.
  @FromEverywhere
  void severalAreThrownOneAfterTheOtherAndTheLastOneIsTranslatedForTheCaller(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> outer =
          Coroutine.of(
              "outer",
              io -> {
                try {
                  return io.call(ComposeThrowTest::translating);
                } catch (UnsupportedOperationException e) {
                  return "outer caught " + e.getMessage();
                }
              });
      outer.next();
      assertThat(outer.fail(new IllegalStateException())).isEqualTo(new Step.Output<>("first"));
      assertThat(outer.fail(new IllegalArgumentException())).isEqualTo(new Step.Output<>("second"));
      assertThat(Talk.word(outer.fail(new ArithmeticException())))
          .isEqualTo("returns outer caught see me");
    });
  }

  private static String translating(Io<String, String> io) {
    try {
      io.next();
    } catch (IllegalStateException _) {
      try {
        io.write("first");
      } catch (IllegalArgumentException _) {
        try {
          io.write("second");
        } catch (ArithmeticException _) {
          throw new UnsupportedOperationException("see me");
        }
      }
    }
    return "not reached";
  }

  @FromEverywhere
  void thrownIntoOneThatWasNotBegunItNeverRuns(Driver driver) {
    driver.run(() -> {
      IllegalStateException thrown = new IllegalStateException("too early");
      Coroutine<String, String, Boolean> fresh = Coroutine.of("fresh", _ -> trail.add("runs"));
      assertThatThrownBy(() -> fresh.fail(thrown)).isSameAs(thrown);
      assertThat(fresh.isDone()).isTrue();
    });

    assertThat(trail).isEmpty();
  }

  @FromEverywhere
  void itMayBeThrownIntoWhateverItIsPausedFor(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> pausing =
          Coroutine.of(
              "pausing",
              io -> {
                for (Runnable pause :
                    List.<Runnable>of(
                        io::read,
                        () -> io.write("a"),
                        io::yield,
                        () -> io.ask(new Request<String>() {}))) {
                  try {
                    pause.run();
                  } catch (IllegalStateException e) {
                    trail.add(String.valueOf(e.getMessage()));
                  }
                }
                return "end";
              });
      pausing.next();
      for (int i = 0; i < 4; i++) {
        pausing.fail(new IllegalStateException("" + i));
      }
      assertThat(pausing.result()).isEqualTo("end");
      assertThat(trail).containsExactly("0", "1", "2", "3");
      trail.clear();
    });
  }

  @FromEverywhere
  void finallyBlocksRunInsideOutOnTheWay(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> outer =
          Coroutine.of(
              "outer",
              io -> {
                try {
                  return io.call(called -> {
                    try {
                      return called.next();
                    } finally {
                      trail.add("inner");
                    }
                  });
                } finally {
                  trail.add("outer");
                }
              });
      outer.next();
      Error fatal = new Error("fatal");
      assertThatThrownBy(() -> outer.fail(fatal)).isSameAs(fatal);
      assertThat(trail).containsExactly("inner", "outer");
      trail.clear();
    });
  }
}

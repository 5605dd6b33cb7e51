package io.weightless.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What programs return, and what they give back unread: the cases of Weightless' compose.
class ComposeReturnTest {
  private final List<Object> trail = new ArrayList<>();

  /// Reads `count` times.
  private static List<@Nullable String> reads(Io<String, ?> io, int count) {
    List<@Nullable String> inputs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      inputs.add(io.read());
    }
    return inputs;
  }

  @FromEverywhere
  void theResultOfACallIsItsValueWhateverItIs(Driver driver) {
    driver.run(() -> {
      for (Object result : Arrays.asList("result", "", false, 0, null, List.of(1, 2), List.of())) {
        Coroutine<String, String, @Nullable Object> caller =
            Coroutine.of(
                "caller",
                io -> {
                  Object value = io.<@Nullable Object, RuntimeException>call(_ -> result);
                  return value;
                });
        assertThat(caller.next()).isEqualTo(new Step.Done<>(result, List.of()));
        assertThat(caller.result()).isEqualTo(result);
      }
    });
  }

  @FromEverywhere
  void whatACallGivesBackItsCallerReadsWithoutItsDriver(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, List<Object>> caller =
          Coroutine.of(
              "caller",
              io -> {
                String result =
                    io.call(called -> {
                      called.unread("remaining", "other");
                      return "result";
                    });
                return List.of(result, io.next(), io.next());
              });
      assertThat(Talk.with(caller)).containsExactly("returns [result, remaining, other]");
    });
  }

  @FromEverywhere
  void whatOneCallGivesBackTheNextOneReadsAlsoAfterWriting(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> caller =
          Coroutine.of(
              "caller",
              io -> {
                trail.add(
                    io.call(first -> {
                      first.unread("rest 0", "rest 1");
                      return "result";
                    }));
                io.call(second -> {
                  second.write("A");
                  trail.add(second.next());
                  trail.add(second.next());
                  second.write("C");
                  return null;
                });
                return "end";
              });
      assertThat(Talk.with(caller)).containsExactly("writes A", "writes C", "returns end");
      assertThat(trail).containsExactly("result", "rest 0", "rest 1");
      trail.clear();
    });
  }

  /// Each takes the first letter and gives back the others.
  private static String letter(Io<String, String> io) {
    String input = io.next();
    if (input.length() > 1) {
      io.unread(input.substring(1));
    }
    return input.substring(0, 1);
  }

  @FromEverywhere
  void oneInputFeedsCallsAtSeveralLevels(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> caller =
          Coroutine.of(
              "caller",
              io ->
                  io.call(middle -> {
                    String one = middle.call(ComposeReturnTest::letter);
                    return one + middle.call(ComposeReturnTest::letter);
                  })
                      + " "
                      + io.next());
      assertThat(Talk.with(caller, "abcd")).containsExactly("reads", "returns ab cd");
    });
  }

  @FromEverywhere
  void oneInputFeedsManyReads(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> caller =
          Coroutine.of(
              "caller",
              io -> {
                io.call(called -> {
                  called.unread(called.next().split(""));
                  return null;
                });
                return io.next() + "-" + io.next() + "-" + io.next() + "-" + io.next();
              });
      assertThat(Talk.with(caller, "mies")).containsExactly("reads", "returns m-i-e-s");
    });
  }

  @FromEverywhere
  void aCallDoesNotEatWhatWasGivenBackBeforeIt(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, List<@Nullable String>> caller =
          Coroutine.of(
              "caller",
              io -> {
                io.unread("1", "2");
                io.call(_ -> null);
                String first = io.call(Io::next);
                io.unread(first);
                return reads(io, 3);
              });
      assertThat(Talk.with(caller, "3")).containsExactly("reads", "returns [1, 2, 3]");
    });
  }

  @FromEverywhere
  void aWriteGoesOutWhileInputsAreLeftAndLeavesThem(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, List<@Nullable String>> caller =
          Coroutine.of(
              "caller",
              io -> {
                io.call(called -> {
                  called.unread("rest 1", "rest 2");
                  return null;
                });
                io.write("one");
                List<@Nullable String> inputs = reads(io, 1);
                io.write("two");
                inputs.addAll(reads(io, 2));
                return inputs;
              });
      assertThat(Talk.with(caller, "fresh"))
          .containsExactly("writes one", "writes two", "reads", "returns [rest 1, rest 2, fresh]");
    });
  }

  @FromEverywhere
  void whatWasGivenBackComesBeforeWhatIsSentLater(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, List<@Nullable String>> caller =
          Coroutine.of(
              "caller",
              io -> {
                String first =
                    io.call(called -> {
                      called.unread("message");
                      return "first";
                    });
                io.write(first + " response");
                return reads(io, 2);
              });
      assertThat(Talk.with(caller, "second message"))
          .containsExactly("writes first response", "reads", "returns [message, second message]");
    });
  }

  @FromEverywhere
  void whatIsGivenBackLaterIsReadFirst(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, List<@Nullable String>> caller =
          Coroutine.of(
              "caller",
              io -> {
                io.unread("3", "4");
                io.unread("1", "2");
                return reads(io, 5);
              });
      assertThat(Talk.with(caller)).containsExactly("reads", "returns [1, 2, 3, 4, null]");
    });
  }

  @FromEverywhere
  void whatNobodyReadIsLeftToTheDriverAndNeverDropped(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, Integer> leaving =
          Coroutine.of(
              "leaving",
              io -> {
                io.call(called -> {
                  called.unread("ab", "an", "c");
                  return null;
                });
                io.next();
                return 1;
              });
      assertThat(leaving.next()).isEqualTo(new Step.Done<>(1, List.of("an", "c")));
      assertThat(leaving.rest()).containsExactly("an", "c");
      assertThat(leaving.step()).isEqualTo(new Step.Done<>(1, List.of("an", "c")));
    });
  }

  @FromEverywhere
  void inputsThatAreLeftSurviveAFailureThatIsCaught(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> caller =
          Coroutine.of(
              "caller",
              io -> {
                try {
                  io.call(called -> {
                    called.unread("kept");
                    throw new IllegalArgumentException("bad");
                  });
                } catch (IllegalArgumentException _) {
                  trail.add("caught");
                }
                return io.next();
              });
      assertThat(Talk.with(caller)).containsExactly("returns kept");
    });
  }

  @FromEverywhere
  void inputsThatAreLeftWhenItFailsTheDriverFinds(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> failing =
          Coroutine.of(
              "failing",
              io -> {
                io.unread(io.next(), "more");
                throw new IllegalArgumentException("bad");
              });
      failing.next();
      assertThatThrownBy(() -> failing.send("given")).hasMessage("bad");
      assertThat(failing.rest()).containsExactly("given", "more");
      assertThat(failing.step()).isNull();
      assertThatThrownBy(failing::result)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("coroutine 'failing' has not returned");
    });
  }

  @FromEverywhere
  void asMuchIsGivenBackAsAProgramLikes(Driver driver) {
    String[] many = new String[10_000];
    Arrays.setAll(many, i -> "" + i);
    driver.run(() -> {
      Coroutine<String, String, String> caller =
          Coroutine.of(
              "caller",
              io -> {
                io.unread(many);
                for (String each : many) {
                  assertThat(io.next()).isEqualTo(each);
                }
                return "end";
              });
      assertThat(Talk.with(caller)).containsExactly("returns end");
    });
  }

  @FromEverywhere
  void whatIsGivenBackAfterTheEndOfTheInputIsReadBeforeItAgain(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, List<@Nullable String>> reading =
          Coroutine.of(
              "reading",
              io -> {
                List<@Nullable String> inputs = reads(io, 2);
                io.unread("again");
                inputs.addAll(reads(io, 3));
                return inputs;
              });
      assertThat(Talk.with(reading, "one"))
          .containsExactly("reads", "reads", "returns [one, null, again, null, null]");
    });
  }

  @FromEverywhere
  void theEndOfTheInputIsAValueAndForWhoNeedsMoreAFailureThatNamesIt(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, @Nullable String> reading = Coroutine.of("reading", Io::read);
      Coroutine<String, String, String> needing = Coroutine.of("needing", Io::next);
      assertThat(Talk.with(reading)).containsExactly("reads", "returns null");
      assertThatThrownBy(() -> Talk.with(needing))
          .isInstanceOf(EndOfInput.class)
          .hasMessage("the input of coroutine 'needing' ended where it needed more");
    });
  }
}

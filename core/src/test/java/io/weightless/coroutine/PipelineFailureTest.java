package io.weightless.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Failures go both ways through a pipeline, and those of its driver into it.
class PipelineFailureTest {
  private final List<String> trail = new ArrayList<>();
  private final IllegalArgumentException bad = new IllegalArgumentException("bad");

  private Coroutine<String, String, String> copy(String name) {
    return Coroutine.of(
        name,
        io -> {
          try {
            for (String value = io.read(); value != null; value = io.read()) {
              io.write(value);
            }
            trail.add(name + " ends");
            return name;
          } catch (RuntimeException | Error e) {
            trail.add(name + " " + e.getMessage());
            throw e;
          }
        });
  }

  private Coroutine<String, String, String> failing(String name) {
    return Coroutine.of(
        name,
        io -> {
          io.read();
          throw bad;
        });
  }

  /// Goes on after a failure where it reads.
  private Coroutine<String, String, String> patient(String name) {
    return Coroutine.of(
        name,
        io -> {
          while (true) {
            try {
              String value = io.read();
              if (value == null) {
                return name;
              }
              io.write(value);
            } catch (IllegalArgumentException e) {
              trail.add(name + " handles " + e.getMessage());
              io.write("handled");
            }
          }
        });
  }

  @Test
  void whatAStageFailsWithIsThrownBothWays() {
    var line = copy("a").into(failing("b")).into(copy("c"));
    line.next();

    assertThatThrownBy(() -> line.send("1")).isSameAs(bad);
    assertThat(trail).containsExactly("a bad", "c bad");
    assertThat(bad.getSuppressed()).isEmpty();
    assertThat(line.isDone()).isTrue();
    assertThat(line.step()).isNull();
  }

  @Test
  void theFirstStageFailsOneWayOnly() {
    var line = failing("a").into(copy("b")).into(copy("c"));
    line.next();

    assertThatThrownBy(() -> line.send("1")).isSameAs(bad);
    assertThat(trail).containsExactly("b bad", "c bad");
  }

  @Test
  void theLastStageFailsToItsDriverAndBack() {
    var line = copy("a").into(copy("b")).into(failing("c"));
    line.next();

    assertThatThrownBy(() -> line.send("1")).isSameAs(bad);
    assertThat(trail).containsExactly("b bad", "a bad");
  }

  @Test
  void aStageAfterItMayGoOn() {
    var last = patient("c");
    var line = copy("a").into(failing("b")).into(last);
    line.next();

    assertThat(line.send("1")).isEqualTo(new Step.Output<>("handled"));
    assertThat(line.next()).isEqualTo(new Step.Done<>("c", List.of()));
    assertThat(trail).containsExactly("a bad", "c handles bad");
  }

  @Test
  void aStageBeforeItMayFinishButFindsNobody() {
    Coroutine<String, String, String> stubborn =
        Coroutine.of(
            "stubborn",
            io -> {
              try {
                io.write("1");
              } catch (IllegalArgumentException e) {
                trail.add("handles " + e.getMessage());
              }
              try {
                io.write("2");
              } finally {
                trail.add("is closed");
              }
              return "never";
            });
    var line = stubborn.into(failing("b"));

    assertThatThrownBy(line::next).isSameAs(bad);
    assertThat(trail).containsExactly("handles bad", "is closed");
    assertThat(bad.getSuppressed()).isEmpty();
  }

  @Test
  void aStageBeforeItMayReturnInstead() {
    Coroutine<String, String, String> handling =
        Coroutine.of(
            "handling",
            io -> {
              try {
                io.write("1");
                return "written";
              } catch (IllegalArgumentException e) {
                return "handled";
              }
            });
    var line = handling.into(failing("b"));

    assertThatThrownBy(line::next).isSameAs(bad);
    assertThat(handling.result()).isEqualTo("handled");
  }

  @Test
  void whatItFailsWithInItsTurnIsSuppressed() {
    Coroutine<String, String, String> worse =
        Coroutine.of(
            "worse",
            io -> {
              try {
                io.write("1");
                return "written";
              } finally {
                sayWorse();
              }
            });
    var line = worse.into(failing("b"));

    assertThatThrownBy(line::next).isSameAs(bad);
    assertThat(bad.getSuppressed())
        .singleElement()
        .hasToString(new IllegalStateException("worse").toString());
  }

  private static void sayWorse() {
    throw new IllegalStateException("worse");
  }

  @Test
  void aCheckedExceptionIsWrappedOnceOnItsWay() {
    IOException cause = new IOException("disk");
    Coroutine<String, String, String> reading =
        Coroutine.of(
            "reading",
            io -> {
              io.read();
              throw cause;
            });
    var line = copy("a").into(reading).into(copy("c")).into(copy("d"));
    line.next();

    assertThatThrownBy(() -> line.send("1"))
        .isInstanceOf(CoroutineFailed.class)
        .hasMessage("coroutine 'reading' failed: java.io.IOException: disk")
        .hasCause(cause);
    assertThat(trail).hasSize(3);
  }

  @Test
  void whatTheDriverThrowsComesOutWhereItIsPausedFirst() {
    var line = copy("a").into(copy("b")).into(copy("c"));
    line.next();

    assertThatThrownBy(() -> line.fail(bad)).isSameAs(bad);
    assertThat(trail).containsExactly("a bad", "b bad", "c bad");
  }

  @Test
  void whatTheDriverThrowsAtAnOutputComesOutInTheLastStage() {
    var line = copy("a").into(copy("b")).into(copy("c"));
    line.next();
    line.send("1");

    assertThatThrownBy(() -> line.fail(bad)).isSameAs(bad);
    assertThat(trail).containsExactly("c bad", "b bad", "a bad");
  }

  @Test
  void theFirstStageMayHandleIt() {
    var line = patient("a").into(copy("b"));
    line.next();

    assertThat(line.fail(bad)).isEqualTo(new Step.Output<>("handled"));
    assertThat(line.next()).isInstanceOf(Step.NeedsInput.class);
    assertThat(line.send("1")).isEqualTo(new Step.Output<>("1"));
    line.next();
    assertThat(line.end()).isEqualTo(new Step.Done<>("b", List.of()));
  }

  @Test
  void theLastStageMayHandleItAtAnOutput() {
    var line = copy("a").into(patient("b"));
    line.next();
    line.send("1");

    assertThat(line.fail(bad)).isEqualTo(new Step.Output<>("handled"));
    assertThat(line.next()).isInstanceOf(Step.NeedsInput.class);
    assertThat(line.end()).isEqualTo(new Step.Done<>("b", List.of()));
    assertThat(trail).containsExactly("b handles bad", "a ends");
  }

  @Test
  void aPausedStageIsThrownIntoWhereItPauses() {
    Coroutine<String, String, String> pausing =
        Coroutine.of(
            "pausing",
            io -> {
              try {
                io.yield();
              } catch (IllegalArgumentException e) {
                io.write("handled");
              }
              return "paused";
            });
    var line = pausing.into(copy("b"));
    assertThat(line.next()).isInstanceOf(Step.Paused.class);

    assertThat(line.fail(bad)).isEqualTo(new Step.Output<>("handled"));
    assertThat(line.next()).isEqualTo(new Step.Done<>("b", List.of()));
  }

  @Test
  void anAskingStageIsThrownIntoWhereItAsks() {
    record Time() implements Request<Long> {}
    Coroutine<String, String, String> asking =
        Coroutine.of(
            "asking",
            io -> {
              try {
                io.ask(new Time());
              } catch (IllegalArgumentException e) {
                io.write("handled");
              }
              return "asked";
            });
    var line = asking.into(copy("b"));
    assertThat(line.next()).isInstanceOf(Step.Asks.class);

    assertThat(line.fail(bad)).isEqualTo(new Step.Output<>("handled"));
    line.close();
  }

  @Test
  void oneThatWasNotStartedNeverRuns() {
    var line = copy("a").into(copy("b"));

    assertThatThrownBy(() -> line.fail(bad)).isSameAs(bad);
    assertThat(trail).isEmpty();
    assertThat(line.isDone()).isTrue();
    assertThatThrownBy(line::next).hasMessage("coroutine 'b' has been closed");
  }

  @Test
  void aFailureBeforeTheEarlierStagesBeganLeavesThemUnstarted() {
    var line =
        copy("a")
            .into(
                Coroutine.<String, String, String>of(
                    "b",
                    _ -> {
                      throw bad;
                    }));

    assertThatThrownBy(line::next).isSameAs(bad);
    assertThat(trail).isEmpty();
  }

  @Test
  void anEndedInputIsAFailureWhereMoreIsNeeded() {
    Coroutine<String, String, String> pairs = Coroutine.of("pairs", io -> io.next() + io.next());
    var line = copy("a").into(pairs);
    line.next();
    line.send("1");

    assertThatThrownBy(line::end)
        .isInstanceOf(EndOfInput.class)
        .hasMessage("the input of coroutine 'pairs' ended where it needed more");
  }

  @Test
  void theTraceGoesFromTheStageThatFailedThroughTheOneThatReadToTheDriver() {
    Coroutine<String, String, String> failing = Coroutine.of("failing", PipelineFailureTest::fails);
    Coroutine<String, String, String> reading = Coroutine.of("reading", PipelineFailureTest::reads);
    Throwable thrown = catchThrowable(() -> failing.into(reading).next());

    assertThat(thrown.getStackTrace())
        .extracting(StackTraceElement::getMethodName)
        .containsSubsequence(
            "fails", "reads", "theTraceGoesFromTheStageThatFailedThroughTheOneThatReadToTheDriver");
  }

  private static String fails(Io<String, String> io) {
    throw new IllegalStateException("broken");
  }

  private static String reads(Io<String, String> io) {
    return io.next();
  }
}

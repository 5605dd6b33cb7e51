package io.weightless.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How a pipeline ends when somebody wants no more of it.
class PipelineCloseTest {
  private record Time() implements Request<Long> {}

  private final List<String> trail = new ArrayList<>();

  private Coroutine<String, String, String> copy(String name) {
    return Coroutine.of(
        name,
        io -> {
          try {
            for (String value = io.read(); value != null; value = io.read()) {
              io.write(value);
            }
            return name;
          } catch (CoroutineClosed e) {
            trail.add(name + " closed");
            throw e;
          } finally {
            trail.add(name + " finally");
          }
        });
  }

  /// Takes `count` values.
  private Coroutine<String, String, String> some(String name, int count) {
    return Coroutine.of(
        name,
        io -> {
          for (int i = 0; i < count; i++) {
            io.write(io.next());
          }
          trail.add(name + " returns");
          return name;
        });
  }

  @Test
  void aStageThatEndsEarlyClosesTheOnesBeforeIt() {
    var line = copy("a").into(copy("b")).into(some("c", 1));
    line.next();
    line.send("1");

    assertThat(line.next()).isEqualTo(new Step.Done<>("c", List.of()));
    assertThat(trail)
        .containsExactly("c returns", "b closed", "b finally", "a closed", "a finally");
  }

  @Test
  void aStageInTheMiddleThatEndsEarlyEndsTheInputOfTheOneAfter() {
    var line = copy("a").into(some("b", 1)).into(copy("c"));
    line.next();
    line.send("1");

    assertThat(line.next()).isEqualTo(new Step.Done<>("c", List.of()));
    assertThat(trail).containsExactly("b returns", "a closed", "a finally", "c finally");
  }

  @Test
  void closedWhileItReadsItsLastStageEndsFirst() {
    var line = copy("a").into(copy("b")).into(copy("c"));
    line.next();
    line.close();

    assertThat(trail)
        .containsExactly("c closed", "c finally", "b closed", "b finally", "a closed", "a finally");
    assertThat(line.isDone()).isTrue();
    assertThat(line.step()).isNull();
    line.close();
  }

  @Test
  void closedAtAnOutputItEndsTheSameWay() {
    var line = copy("a").into(copy("b"));
    line.next();
    line.send("1");
    line.close();

    assertThat(trail).containsExactly("b closed", "b finally", "a closed", "a finally");
  }

  @Test
  void closedWhileAStagePausesItEndsTheSameWay() {
    Coroutine<String, String, String> pausing =
        Coroutine.of(
            "pausing",
            io -> {
              try {
                io.yield();
                return "paused";
              } finally {
                trail.add("pausing finally");
              }
            });
    var line = pausing.into(copy("b"));
    assertThat(line.next()).isInstanceOf(Step.Paused.class);
    line.close();

    assertThat(trail).containsExactly("b closed", "b finally", "pausing finally");
  }

  @Test
  void closedWhileAStageAsksItEndsTheSameWay() {
    Coroutine<String, String, Long> asking =
        Coroutine.of(
            "asking",
            io -> {
              try {
                return io.ask(new Time());
              } finally {
                trail.add("asking finally");
              }
            });
    var line = asking.into(copy("b"));
    assertThat(line.next()).isInstanceOf(Step.Asks.class);
    line.close();

    assertThat(trail).containsExactly("b closed", "b finally", "asking finally");
  }

  @Test
  void closedBeforeItsStartNothingRuns() {
    var a = copy("a");
    var line = a.into(copy("b"));
    line.close();

    assertThat(trail).isEmpty();
    assertThat(line.isDone()).isTrue();
    assertThat(a.isDone()).isTrue();
  }

  @Test
  void aStageThatWasNeverAskedIsClosedWithoutRunning() {
    Coroutine<String, String, String> own =
        Coroutine.of(
            "own",
            io -> {
              io.write("mine");
              return "never";
            });
    var a = copy("a");
    var line = a.into(own);
    line.next();
    line.close();

    assertThat(trail).isEmpty();
    assertThat(a.isDone()).isTrue();
  }

  @Test
  void whatAFinallyBlockFailsWithIsThrownByTheClose() {
    Coroutine<String, String, String> failing =
        Coroutine.of(
            "failing",
            io -> {
              try {
                return io.next();
              } finally {
                fail("in the end");
              }
            });
    var line = copy("a").into(failing).into(copy("c"));
    line.next();

    assertThatThrownBy(line::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("in the end");
    assertThat(trail).containsExactly("c closed", "c finally", "a finally");
  }

  @Test
  void aStageThatIgnoresItsCloseIsAnError() {
    Coroutine<String, String, String> ignoring =
        Coroutine.of(
            "ignoring",
            io -> {
              try {
                return io.next();
              } catch (CoroutineClosed e) {
                try {
                  io.write("go on");
                } catch (CoroutineClosed again) {
                  trail.add("closed again");
                }
                return "ignored";
              }
            });
    var line = copy("a").into(ignoring).into(copy("c"));
    line.next();

    assertThatThrownBy(line::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("coroutine 'ignoring' ignored its close");
    assertThat(trail)
        .containsExactly("c closed", "c finally", "closed again", "a closed", "a finally");
  }

  @Test
  void aStageThatSwallowsItsCloseAndReturnsHasEnded() {
    Coroutine<String, String, String> quiet =
        Coroutine.of(
            "quiet",
            io -> {
              try {
                return io.next();
              } catch (CoroutineClosed e) {
                return "quiet";
              }
            });
    var line = copy("a").into(quiet).into(copy("c"));
    line.next();
    line.close();

    assertThat(trail).containsExactly("c closed", "c finally", "a closed", "a finally");
    assertThat(quiet.result()).isEqualTo("quiet");
  }

  @Test
  void whatAClosedStageFailsWithIsTheFailureOfTheOneThatEndedIt() {
    Coroutine<String, String, String> failing =
        Coroutine.of(
            "failing",
            io -> {
              try {
                io.write("1");
                io.write("2");
                return "never";
              } finally {
                fail("in the end");
              }
            });
    var line = failing.into(some("b", 1));
    assertThat(line.next()).isEqualTo(new Step.Output<>("1"));

    assertThatThrownBy(line::next)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("in the end");
  }

  private static void fail(String why) {
    throw new IllegalStateException(why);
  }

  @Test
  void aRunningOneIsNotClosedFromInside() {
    List<Coroutine<String, String, String>> line = new ArrayList<>();
    Coroutine<String, String, String> closing =
        Coroutine.of(
            "closing",
            io -> {
              line.getFirst().close();
              return "never";
            });
    line.add(closing.into(copy("b")));

    assertThatThrownBy(() -> line.getFirst().next())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("coroutine 'b' can't be closed while it runs");
  }
}

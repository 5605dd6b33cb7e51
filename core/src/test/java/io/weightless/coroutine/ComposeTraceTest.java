package io.weightless.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the traces of failures and of paused coroutines tell: the cases of Weightless' compose
/// about back traces and `tostring`.
class ComposeTraceTest {
  private static final List<String> OURS =
      List.of(
          "io.weightless.coroutine.Core",
          "io.weightless.coroutine.Line",
          "io.weightless.coroutine.Io",
          "io.weightless.coroutine.Coroutine",
          "io.weightless.engine.",
          "java.lang.VirtualThread",
          "jdk.internal.vm.");

  private static String outer(Io<String, String> io) {
    return io.call(ComposeTraceTest::middle);
  }

  private static String middle(Io<String, String> io) {
    return io.call(ComposeTraceTest::inner);
  }

  private static String inner(Io<String, String> io) {
    if (io.next().isEmpty()) {
      throw new IllegalArgumentException("empty");
    }
    return "end";
  }

  private static void drives(Coroutine<String, String, String> coroutine, String input) {
    coroutine.next();
    coroutine.send(input);
  }

  private static void throwsInto(Coroutine<String, String, String> coroutine) {
    coroutine.next();
    coroutine.fail(new IllegalStateException("thrown in"));
  }

  private static Coroutine<String, String, String> coroutine() {
    return Coroutine.of("traced", ComposeTraceTest::outer);
  }

  private static List<String> methods(@Nullable Throwable thrown) {
    return methods(Arrays.asList(Objects.requireNonNull(thrown).getStackTrace()));
  }

  private static List<String> methods(List<StackTraceElement> trace) {
    assertThat(trace)
        .noneMatch(frame -> OURS.stream().anyMatch(ours -> isOf(frame.getClassName(), ours)));
    return trace.stream().map(StackTraceElement::getMethodName).toList();
  }

  private static boolean isOf(String type, String ours) {
    return (ours.endsWith(".") || ours.startsWith("java"))
        ? type.startsWith(ours)
        : (type.equals(ours) || type.startsWith(ours + "$"));
  }

  @FromEverywhere
  void aFailureShowsItsLineEachCallAndTheDriversLine(Driver driver) {
    driver.run(() ->
        assertThat(methods(catchThrowable(() -> drives(coroutine(), ""))))
            .startsWith("inner", "middle", "outer", "drives"));
  }

  @FromEverywhere
  void whatIsThrownInShowsWhereItWentThroughAndWhoThrewIt(Driver driver) {
    driver.run(() -> {
      assertThat(methods(catchThrowable(() -> throwsInto(coroutine()))))
          .startsWith("inner", "middle", "outer")
          .containsOnlyOnce("inner", "middle", "outer")
          .contains("throwsInto");
    });
  }

  @FromEverywhere
  void aFailureThatIsCaughtAndThrownAgainKeepsTheLineWhereItBegan(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> again =
          Coroutine.of(
              "again",
              io -> {
                try {
                  return outer(io);
                } catch (IllegalArgumentException e) {
                  throw e;
                }
              });
      assertThat(methods(catchThrowable(() -> drives(again, ""))))
          .startsWith("inner", "middle", "outer")
          .contains("drives");
    });
  }

  @FromEverywhere
  void aFailureThroughTwoCoroutinesShowsBothAndTheDriver(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> around =
          Coroutine.of(
              "around",
              _ -> {
                drives(coroutine(), "");
                return "end";
              });
      assertThat(methods(catchThrowable(() -> goOn(around))))
          .startsWith("inner", "middle", "outer", "drives")
          .containsSubsequence("drives", "goOn");
    });
  }

  private static void goOn(Coroutine<String, String, String> coroutine) {
    coroutine.next();
  }

  @FromEverywhere
  void aRefusedCallShowsTheCallersLine(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> used = Coroutine.of("used", _ -> "end");
      used.next();
      Coroutine<String, String, String> calling = Coroutine.of("calling", io -> calls(io, used));
      assertThat(methods(catchThrowable(() -> goOn(calling)))).contains("calls", "goOn");
    });
  }

  private static String calls(Io<String, String> io, Coroutine<String, String, String> coroutine) {
    return io.call(coroutine);
  }

  @FromEverywhere
  void aDriversMistakeShowsTheDriversLineAndNotTheProgram(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> coroutine = coroutine();
      coroutine.next();
      Throwable refused = catchThrowable(() -> goOn(coroutine));
      assertThat(Objects.requireNonNull(refused).getStackTrace())
          .extracting(StackTraceElement::getMethodName)
          .contains("goOn")
          .doesNotContain("inner");
      coroutine.close();
    });
  }

  @FromEverywhere
  void oneThatIsPausedTellsWhereEachOfItsCallsIs(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> coroutine = coroutine();
      assertThat(coroutine.trace()).isEmpty();
      coroutine.next();
      assertThat(methods(coroutine.trace())).startsWith("inner", "middle", "outer");
      coroutine.send("input");
      assertThat(coroutine.trace()).isEmpty();
    });
  }

  @FromEverywhere
  void oneThatPausesBeforeACallTellsWhoCalls(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> coroutine = coroutine().stepping();
      coroutine.next();
      assertThat(methods(coroutine.trace())).startsWith("outer");
      coroutine.next();
      assertThat(methods(coroutine.trace())).startsWith("middle", "outer");
      coroutine.close();
      assertThat(coroutine.trace()).isEmpty();
    });
  }

  @FromEverywhere
  void oneThatYieldsTellsTheLineOfTheYield(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> coroutine =
          Coroutine.of("yielding", ComposeTraceTest::yields);
      coroutine.next();
      assertThat(methods(coroutine.trace())).startsWith("yields");
      assertThat(coroutine.trace().getFirst().getFileName()).isEqualTo("ComposeTraceTest.java");
      coroutine.close();
    });
  }

  private static String yields(Io<String, String> io) {
    io.yield();
    return "end";
  }

  @FromEverywhere
  void whatAFinallyBlockFailsWithShowsTheCloser(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> failing =
          Coroutine.of(
              "failing",
              io -> {
                try {
                  return outer(io);
                } finally {
                  fails();
                }
              });
      failing.next();
      assertThat(methods(catchThrowable(() -> closes(failing))))
          .startsWith("fails")
          .contains("closes");
    });
  }

  private static void fails() {
    throw new IllegalArgumentException("bad");
  }

  private static void closes(Coroutine<String, String, String> coroutine) {
    coroutine.close();
  }
}

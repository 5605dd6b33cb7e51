package io.weightless.coroutine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Has failures tell the way that they went: the line of the program that failed, each level of its
/// calls, and then the lines of its driver; but not how control is handed over.
///
/// A failure whose trace can't be written keeps what it has.
final class Backtrace {
  private static final Set<String> OURS =
      Stream.of(
              Backtrace.class,
              Core.class,
              Line.class,
              Io.class,
              Coroutine.class,
              Local.class,
              CoroutineFailed.class)
          .map(Class::getName)
          .collect(Collectors.toSet());

  private static final List<String> MACHINERY =
      List.of(
          "io.weightless.engine.internal.",
          "java.lang.VirtualThread",
          "java.lang.ThreadBuilders",
          "java.lang.ScopedValue",
          "jdk.internal.vm.");

  /// One failure may be thrown into many, one after the other.
  private static final int MAX_FRAMES = 1_024;

  private Backtrace() {}

  /// `failure` was thrown into the program that calls this: where it is comes first.
  static void entered(Throwable failure) {
    splice(here(), Arrays.asList(failure.getStackTrace()), failure);
  }

  /// `failure` leaves a program for its driver, which calls this.
  static void left(Throwable failure) {
    splice(Arrays.asList(failure.getStackTrace()), here(), failure);
  }

  /// Where the program on `thread` is paused.
  static List<StackTraceElement> ofPaused(Thread thread) {
    return Stream.of(thread.getStackTrace())
        .dropWhile(frame -> !frame.getClassName().equals(Core.class.getName()))
        .filter(frame -> !isMachinery(frame))
        .toList();
  }

  /// `failure` was made here to say what another one was.
  static void clean(Throwable failure) {
    splice(Arrays.asList(failure.getStackTrace()), List.of(), failure);
  }

  private static List<StackTraceElement> here() {
    return Arrays.asList(new Throwable().getStackTrace());
  }

  private static void splice(
      List<StackTraceElement> inner, List<StackTraceElement> outer, Throwable failure) {
    List<StackTraceElement> whole = new ArrayList<>(inner);
    whole.addAll(outer);
    whole.removeIf(Backtrace::isMachinery);
    if (whole.size() > MAX_FRAMES) {
      return;
    }
    failure.setStackTrace(whole.toArray(StackTraceElement[]::new));
  }

  private static boolean isMachinery(StackTraceElement frame) {
    String type = frame.getClassName();
    int nested = type.indexOf('$');
    return OURS.contains(nested < 0 ? type : type.substring(0, nested))
        || MACHINERY.stream().anyMatch(type::startsWith);
  }
}

package io.weightless.observe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Has the traces of failures tell the components that a message went through, a line for each, and
/// not how it was delivered. What is compiled for an interface never shows.
final class Traces {
  private static final Set<String> OURS =
      Stream.of(
              Traces.class,
              Addressed.class,
              Dynamic.class,
              Face.class,
              Makers.class,
              Proxies.class,
              Message.class,
              Observers.class,
              Route.class,
              Unheard.class,
              Way.class)
          .map(Class::getName)
          .collect(Collectors.toSet());

  /// What may stand between two of ours.
  private static final List<String> BETWEEN =
      List.of("java.lang.reflect.", "jdk.internal.reflect.", "io.weightless.coroutine.Io");

  private static final int MAX_FRAMES = 1_024;

  private Traces() {}

  /// `thrown` without us.
  static <T extends Throwable> T cleaned(T thrown) {
    StackTraceElement[] trace = thrown.getStackTrace();
    if (trace.length < MAX_FRAMES) {
      List<StackTraceElement> clean = cleaned(trace);
      if (clean.size() < trace.length) {
        thrown.setStackTrace(clean.toArray(StackTraceElement[]::new));
      }
    }
    return thrown;
  }

  /// `thrown` comes out of whoever `line` tells of, and goes on to the caller: `line` stands
  /// between both then. One that was thrown somewhere else before stays as it is.
  static Throwable through(StackTraceElement line, Throwable thrown) {
    List<StackTraceElement> whole = cleaned(thrown.getStackTrace());
    List<StackTraceElement> here = cleaned(new Throwable().getStackTrace());
    int at = whole.size() - here.size();
    if (whole.size() < MAX_FRAMES && at >= 0 && whole.subList(at, whole.size()).equals(here)) {
      whole.add(at, line);
      thrown.setStackTrace(whole.toArray(StackTraceElement[]::new));
    }
    return thrown;
  }

  private static List<StackTraceElement> cleaned(StackTraceElement[] trace) {
    List<StackTraceElement> clean = new ArrayList<>(trace.length);
    int at = 0;
    while (at < trace.length) {
      int end = endOfDelivery(trace, at);
      if (end == at) {
        clean.add(trace[end++]);
      }
      at = end;
    }
    return clean;
  }

  /// Where that ends which delivered a message, if it begins at `start`.
  private static int endOfDelivery(StackTraceElement[] trace, int start) {
    int end = start;
    while (end < trace.length && (isOurs(trace[end]) || isBetween(trace[end]))) {
      end++;
    }
    boolean ours = Arrays.stream(trace, start, end).anyMatch(Traces::isOurs);
    return ours ? end : start;
  }

  private static boolean isOurs(StackTraceElement frame) {
    String type = frame.getClassName();
    int nested = type.indexOf('$');
    return type.startsWith("io.weightless.observe.internal.")
        || OURS.contains(nested < 0 ? type : type.substring(0, nested));
  }

  private static boolean isBetween(StackTraceElement frame) {
    String type = frame.getClassName();
    return BETWEEN.stream().anyMatch(type::startsWith) || type.contains("$Proxy");
  }
}

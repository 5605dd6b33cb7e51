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

  /// Begins what stands in the place of a file.
  private static final String TRANSPARENT = "Transparent";

  private Traces() {}

  /// Has the JDK and this class make what they need for the first trace. At the end of a stack that
  /// would fail, and never work again.
  static void prepare() {
    var _ = through(Transparent.create(), "prepare(..)", cleaned(new Throwable()));
  }

  /// `thrown` without us.
  static <T extends Throwable> T cleaned(T thrown) {
    try {
      StackTraceElement[] trace = thrown.getStackTrace();
      List<StackTraceElement> clean = trace.length < MAX_FRAMES ? cleaned(trace) : List.of();
      if (!clean.isEmpty() && clean.size() < trace.length) {
        thrown.setStackTrace(clean.toArray(StackTraceElement[]::new));
      }
    } catch (VirtualMachineError _) {
      // what is thrown matters more than how it looks
    }
    return thrown;
  }

  /// `thrown` comes out of `component`, which only passed the message `what` on, and goes to the
  /// caller: a line stands between both then. One that was thrown somewhere else before stays as it
  /// is. So does one that has come along here already, and was kept and thrown again: it tells of
  /// its first way.
  static Throwable through(Transparent component, String what, Throwable thrown) {
    try {
      List<StackTraceElement> whole = cleaned(thrown.getStackTrace());
      List<StackTraceElement> here = cleaned(new Throwable().getStackTrace());
      int at = whole.size() - here.size();
      if (whole.size() < MAX_FRAMES
          && at >= 0
          && whole.subList(at, whole.size()).equals(here)
          && (at == 0 || isFromBelow(whole.get(at - 1), component))) {
        whole.add(at, line(component, what));
        thrown.setStackTrace(whole.toArray(StackTraceElement[]::new));
      }
    } catch (VirtualMachineError | RuntimeException _) { // a component may fail to say its name
      // what is thrown matters more than how it looks
    }
    return thrown;
  }

  private static StackTraceElement line(Transparent component, String what) {
    String name = Observers.nameOf(component);
    String method = what.substring(0, what.indexOf('('));
    return new StackTraceElement(
        (component instanceof Passing ? Transparent.class : component.getClass()).getName(),
        method.substring(method.lastIndexOf('.') + 1),
        name == null ? TRANSPARENT : TRANSPARENT + " '" + name + "'",
        mark(component));
  }

  /// Stands where lines of source have their number. It does not show, and tells apart what has no
  /// name: below 0 there are no numbers, and -2 is a native method.
  private static int mark(Object component) {
    return -3 - (System.identityHashCode(component) >>> 1);
  }

  /// Whether `above` is what may be above the line of `component` at its first time: no such line,
  /// or one of those that it passes messages on to.
  private static boolean isFromBelow(StackTraceElement above, Transparent component) {
    String file = above.getFileName();
    if (above.getLineNumber() > -3 || file == null || !file.startsWith(TRANSPARENT)) {
      return true;
    }
    for (Object below : component.observers().observed()) {
      if (mark(below) == above.getLineNumber()) {
        return true;
      }
    }
    return false;
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
    return BETWEEN.stream().anyMatch(type::startsWith);
  }
}

import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.Io;
import io.weightless.coroutine.Step;
import io.weightless.reactor.Reactor;

/// A parser that calls itself for each bracket, so that its stack is as deep as its input:
/// `./weightless run examples/Deep.java [DEPTH]`.
///
/// It gets one character at a time, and stops in the middle of its calls for the next one: a step
/// costs the same there as at the top.
public final class Deep {
  private static final int DEPTH = 100_000;

  private Deep() {}

  public static void main(String[] arguments) {
    int depth = arguments.length == 0 ? DEPTH : Integer.parseInt(arguments[0]);
    String input = "(".repeat(depth) + "x" + ")".repeat(depth);
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() -> System.out.println(parsed(input) + " brackets inside each other"));
    }
  }

  private static int parsed(String input) {
    int at = 0;
    try (Coroutine<Character, Integer, Integer> parser = Coroutine.of("parser", Deep::expression)) {
      Step<Character, Integer, Integer> step = parser.next();
      while (!(step instanceof Step.Done<Character, Integer, Integer>(Integer depth, var _))) {
        step = step instanceof Step.NeedsInput ? parser.send(input.charAt(at++)) : parser.next();
      }
      return depth;
    }
  }

  /// `x`, or an expression in brackets; writes how deep each of them is.
  private static int expression(Io<Character, Integer> io) {
    if (io.next() != '(') {
      return 0;
    }
    int depth = io.<Integer, RuntimeException>call(Deep::expression) + 1;
    io.write(depth);
    if (io.next() != ')') {
      throw new IllegalArgumentException("a bracket is not closed");
    }
    return depth;
  }
}

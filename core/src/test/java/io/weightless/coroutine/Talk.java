package io.weightless.coroutine;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A driver that gives a coroutine what it asks for until it ends, and writes down what happens.
final class Talk {
  private Talk() {}

  /// The words of a whole run: `reads`, `writes V`, `pauses`, `returns V`, and `and leaves [..]`
  /// where it did not read all; its input ends after `inputs`.
  @SafeVarargs
  @SuppressWarnings("varargs") // they are read only
  static <I, O, R extends @Nullable Object> List<String> with(
      Coroutine<I, O, R> coroutine, I... inputs) {
    Iterator<I> left = List.of(inputs).iterator();
    List<String> words = new ArrayList<>();
    Step<I, O, R> step = coroutine.next();
    words.add(word(step));
    while (!coroutine.isDone()) {
      if (step instanceof Step.NeedsInput) {
        step = left.hasNext() ? coroutine.send(left.next()) : coroutine.end();
      } else {
        step = coroutine.next();
      }
      words.add(word(step));
    }
    return words;
  }

  static String word(Step<?, ?, ?> step) {
    return switch (step) {
      case Step.NeedsInput<?, ?, ?> _ -> "reads";
      case Step.Output<?, ?, ?>(Object value) -> "writes " + value;
      case Step.Paused<?, ?, ?> _ -> "pauses";
      case Step.Asks<?, ?, ?>(Request<?> request) -> "asks " + request;
      case Step.Done<?, ?, ?>(Object result, List<?> rest) ->
          "returns " + result + (rest.isEmpty() ? "" : " and leaves " + rest);
    };
  }
}

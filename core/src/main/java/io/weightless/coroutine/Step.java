package io.weightless.coroutine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a coroutine wants from its driver after it ran for a while.
///
/// ```java
/// Step<String, String, Integer> step = coroutine.next();
/// while (!(step instanceof Step.Done<String, String, Integer>(Integer result, List<String> rest))) {
///   step = switch (step) {
///     case Step.NeedsInput<?, ?, ?> _ -> coroutine.send(source.next());
///     case Step.Output<?, String, ?>(String value) -> { print(value); yield coroutine.next(); }
///     ...
/// ```
public sealed interface Step<I, O, R extends @Nullable Object> {
  /// It reads: [Coroutine#send] an input, or [Coroutine#end] it.
  record NeedsInput<I, O, R extends @Nullable Object>() implements Step<I, O, R> {}

  /// It wrote `value`: take it, and let the coroutine go on with [Coroutine#next].
  ///
  /// It stands there until then. Whoever goes on to drive a coroutine that was begun elsewhere
  /// begins with [Coroutine#step], so an output that stands there is the next one that he gets:
  /// [Outputs], the connectors, [Io#delegate] and all other drivers do so. Who has used it himself
  /// lets the coroutine go on before he hands it over.
  record Output<I, O, R extends @Nullable Object>(O value) implements Step<I, O, R> {}

  /// It wants something that is no data.
  sealed interface FlowControl<I, O, R extends @Nullable Object> extends Step<I, O, R> {}

  /// It gives way, or is about to call another program while it is [stepped][Coroutine#stepping]:
  /// let it go on with [Coroutine#next].
  record Paused<I, O, R extends @Nullable Object>() implements FlowControl<I, O, R> {}

  /// It asks: [Coroutine#answer].
  record Asks<I, O, R extends @Nullable Object>(Request<?> request)
      implements FlowControl<I, O, R> {}

  /// It has ended.
  ///
  /// @param result what it returned
  /// @param rest inputs that it was given, or gave back, and did not read; in their order
  record Done<I, O, R extends @Nullable Object>(R result, List<I> rest) implements Step<I, O, R> {}
}

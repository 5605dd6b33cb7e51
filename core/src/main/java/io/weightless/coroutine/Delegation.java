package io.weightless.coroutine;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Drives one coroutine inside another as if it was a part of that: see [Io#delegate].
final class Delegation<I, O, T extends @Nullable Object> {
  private final Io<I, O> io;
  private final Coroutine<I, O, T> inner;

  Delegation(Io<I, O> io, Coroutine<I, O, T> inner) {
    this.io = io;
    this.inner = inner;
  }

  T run() {
    try {
      return untilDone();
    } finally {
      if (inner.isDone()) {
        io.unreadAll(inner.rest());
      }
    }
  }

  private T untilDone() {
    Step<I, O, T> step = Objects.requireNonNullElseGet(inner.step(), inner::next);
    while (true) {
      if (step instanceof Step.Done<I, O, T>(T result, _)) {
        return result;
      }
      step = pass(step);
    }
  }

  /// What is thrown in here goes to where the inner one is paused.
  private Step<I, O, T> pass(Step<I, O, T> step) {
    I input = null;
    Object answer = null;
    try {
      switch (step) {
        case Step.NeedsInput<I, O, T> _ -> input = read();
        case Step.Output<I, O, T>(O value) -> io.write(value);
        case Step.Paused<I, O, T> _ -> io.yield();
        case Step.Asks<I, O, T>(Request<?> request) -> answer = io.ask(request);
        case Step.Done<I, O, T> _ -> throw new AssertionError(step);
      }
    } catch (CoroutineClosed e) {
      inner.close();
      throw e;
    } catch (Throwable e) {
      return inner.fail(e);
    }
    return goOn(step, input, answer);
  }

  /// What was given back here, and the end, are not of the input that the inner one may be at.
  private @Nullable I read() {
    return inner.readsAnother() ? io.reading(Input.of(List.of()), Io::read) : io.read();
  }

  @SuppressWarnings("unchecked") // it answers what it was asked
  private Step<I, O, T> goOn(Step<I, O, T> step, @Nullable I input, @Nullable Object answer) {
    return switch (step) {
      case Step.NeedsInput<I, O, T> _ -> input == null ? inner.end() : inner.send(input);
      case Step.Asks<I, O, T>(Request<?> request) ->
          inner.answer((Request<@Nullable Object>) request, answer);
      default -> inner.next();
    };
  }
}

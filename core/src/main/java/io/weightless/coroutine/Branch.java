package io.weightless.coroutine;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A coroutine that a connector drives: what it asks, the driver of the connector answers.
final class Branch<I, O> implements AutoCloseable {
  private final Coroutine<I, O, ?> coroutine;

  /// Null before it is begun.
  private @Nullable Step<I, O, ?> step;

  /// Whether its output was written: it goes on when it is wanted again.
  private boolean taken;

  Branch(Coroutine<I, O, ?> coroutine) {
    this.coroutine = coroutine;
    step = coroutine.step();
  }

  Coroutine<I, O, ?> coroutine() {
    return coroutine;
  }

  boolean isBegun() {
    return step != null;
  }

  boolean isDone() {
    return coroutine.isDone();
  }

  boolean reads() {
    return step instanceof Step.NeedsInput;
  }

  boolean isPaused() {
    return step instanceof Step.Paused;
  }

  /// What it has written and nobody has taken; null when it wants something else.
  @Nullable O output() {
    return !taken && step instanceof Step.Output<I, O, ?>(O value) ? value : null;
  }

  /// Lets it go on if it can, up to where it reads, writes, pauses or ends. One that was begun
  /// elsewhere begins with what it wants now.
  void next(Io<?, ?> io) {
    Step<I, O, ?> now = step;
    boolean goesOn = now == null || now instanceof Step.Paused || taken;
    settle(io, goesOn ? coroutine.next() : Objects.requireNonNull(now));
  }

  void give(Io<?, ?> io, @Nullable I input) {
    settle(io, input == null ? coroutine.end() : coroutine.send(input));
  }

  /// Throws `problem` where it is, if it has begun and not ended.
  ///
  /// @throws RuntimeException what it fails with by that, if it does not handle it
  void fail(Io<?, ?> io, RuntimeException problem) {
    if (isBegun() && !isDone()) {
      settle(io, coroutine.fail(problem));
    }
  }

  /// Up to where it reads, writes or ends: when it pauses, so does the connector.
  void run(Io<?, ?> io) {
    next(io);
    while (isPaused()) {
      try {
        io.yield();
      } catch (RuntimeException problem) {
        fail(io, problem);
        continue;
      }
      next(io);
    }
  }

  /// Writes all that it writes, until it reads or has ended.
  void writeAll(Io<?, O> io) {
    run(io);
    for (O value = output(); value != null; value = output()) {
      write(io, value);
      run(io);
    }
  }

  /// Writes `value`, which is its output.
  void write(Io<?, O> io, O value) {
    try {
      io.write(value);
    } catch (RuntimeException problem) {
      fail(io, problem);
      return;
    }
    take();
  }

  /// Its output is gone.
  void take() {
    taken = output() != null;
  }

  private void settle(Io<?, ?> io, Step<I, O, ?> wanted) {
    Step<I, O, ?> now = wanted;
    while (now instanceof Step.Asks<?, ?, ?>(Request<?> request)) {
      now = asked(io, request);
    }
    step = now;
    taken = false;
  }

  private <A extends @Nullable Object> Step<I, O, ?> asked(Io<?, ?> io, Request<A> request) {
    A answer;
    try {
      answer = io.ask(request);
    } catch (RuntimeException problem) {
      return coroutine.fail(problem);
    }
    return coroutine.answer(request, answer);
  }

  @Override
  public void close() {
    coroutine.close();
  }
}

package io.weightless.coroutine;

import io.weightless.engine.internal.Failures;
import io.weightless.engine.internal.Rethrow;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// One input for two coroutines, whose outputs become one.
///
/// ```java
/// // what it costs beside what it is: "bread 2", "milk 1"
/// Tee.of(names, prices, (name, price) -> name + " " + price);
/// ```
///
/// Each input is read once, and both get it: the first one before the second. Between two inputs
/// their outputs are joined in pairs; where one of them writes more than the other, or goes on when
/// that has ended, its outputs come alone, with null for the other one's. It ends when both have.
///
/// - **Order**: an input is read when both read, or when one does and the other has ended; nothing
///   is kept in between.
/// - **Fails**: with what one of them fails with, and closes the other; with what the joiner fails
///   with, and closes both. What is thrown into it is thrown into both: when both handle that it
///   goes on, without the pair that it was thrown at; else the second failure is suppressed in the
///   first. Its close closes both.
/// - **Limit**: both get the very same value: of a buffer each makes a duplicate.
/// - **Cost**: a step of each for an input and for an output.
///
/// From Weightless' `wlTee`.
public final class Tee<I, A, B, O> {
  private final Branch<I, A> left;
  private final Branch<I, B> right;
  private final BiFunction<? super @Nullable A, ? super @Nullable B, ? extends O> joiner;

  private Tee(
      Branch<I, A> left,
      Branch<I, B> right,
      BiFunction<? super @Nullable A, ? super @Nullable B, ? extends O> joiner) {
    this.left = left;
    this.right = right;
    this.joiner = Objects.requireNonNull(joiner);
  }

  /// Both are its own from now on; ask each for its result and its rest afterwards.
  ///
  /// @param joiner gets an output of each, or null for one of them
  public static <I, A, B, O> Coroutine<I, O, @Nullable Void> of(
      Coroutine<I, A, ?> left,
      Coroutine<I, B, ?> right,
      BiFunction<? super @Nullable A, ? super @Nullable B, ? extends O> joiner) {
    Tee<I, A, B, O> tee = new Tee<>(new Branch<>(left), new Branch<>(right), joiner);
    return Coroutine.of("tee of " + left.name() + " and " + right.name(), tee::run);
  }

  private @Nullable Void run(Io<I, O> io) {
    try (right;
        left) {
      while (true) {
        joinAll(io);
        if (left.isDone() && right.isDone()) {
          return null;
        }
        read(io);
      }
    }
  }

  /// Until both read or have ended.
  private void joinAll(Io<I, O> io) {
    while (true) {
      left.run(io);
      right.run(io);
      A one = left.output();
      B other = right.output();
      if (one == null && other == null) {
        return;
      }
      join(io, one, other);
    }
  }

  private void join(Io<I, O> io, @Nullable A one, @Nullable B other) {
    O joined = joiner.apply(one, other);
    try {
      io.write(joined);
    } catch (RuntimeException problem) {
      failBoth(io, problem);
      return;
    }
    left.take();
    right.take();
  }

  private void read(Io<I, O> io) {
    I input;
    try {
      input = io.read();
    } catch (RuntimeException problem) {
      failBoth(io, problem);
      return;
    }
    if (left.reads()) {
      left.give(io, input);
    }
    if (right.reads()) {
      right.give(io, input);
    }
  }

  private void failBoth(Io<I, O> io, RuntimeException problem) {
    Throwable unhandled = null;
    for (Branch<I, ?> branch : List.of(left, right)) {
      try {
        branch.fail(io, problem);
      } catch (RuntimeException e) {
        unhandled = Failures.first(unhandled, e);
      }
    }
    if (unhandled != null) {
      Rethrow.<RuntimeException>as(unhandled);
    }
  }
}

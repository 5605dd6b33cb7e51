package io.weightless.coroutine;

import org.jspecify.annotations.Nullable;

/// A part of a program, which [Io#call] runs, and which may fail with `X`.
@FunctionalInterface
public interface Subprogram<I, O, R extends @Nullable Object, X extends Exception> {
  /// @param io its only way to the outside
  R run(Io<I, O> io) throws X;
}

package io.weightless.coroutine;

import org.jspecify.annotations.Nullable;

/// What a [Coroutine] runs. It knows nobody: it reads, writes, and returns.
///
/// @param <I> what it reads
/// @param <O> what it writes
/// @param <R> what it returns
@FunctionalInterface
public interface Program<I, O, R extends @Nullable Object> extends Subprogram<I, O, R, Exception> {}

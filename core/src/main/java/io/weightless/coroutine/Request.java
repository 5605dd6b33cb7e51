package io.weightless.coroutine;

import org.jspecify.annotations.Nullable;

/// What a coroutine asks of whoever schedules it, beside its data: to wait, to switch a stream, to
/// know the time. See [Io#ask].
///
/// @param <A> what the answer is
public interface Request<A extends @Nullable Object> {}

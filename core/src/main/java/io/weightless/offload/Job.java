package io.weightless.offload;

import org.jspecify.annotations.Nullable;

/// What a platform thread runs for a task, and may fail with `X`: see [Offload#call].
@FunctionalInterface
public interface Job<T extends @Nullable Object, X extends Exception> {
  T run() throws X;
}

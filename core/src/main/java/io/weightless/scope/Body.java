package io.weightless.scope;

import org.jspecify.annotations.Nullable;

/// What runs inside a [Scope]: it may start tasks there, and fail with `X`.
@FunctionalInterface
public interface Body<T extends @Nullable Object, X extends Exception> {
  T run(Scope scope) throws X;
}

package io.weightless.deferred;

import org.jspecify.annotations.Nullable;

/// Takes a result of a [Deferred], and gives the next one. What it throws is a failure, for the
/// next errback.
@FunctionalInterface
public interface Callback<A extends @Nullable Object, R extends @Nullable Object> {
  R call(A result) throws Exception;
}

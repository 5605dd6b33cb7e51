package io.weightless.deferred;

import io.weightless.engine.internal.Rethrow;
import org.jspecify.annotations.Nullable;

/// What a [Deferred] came to: a value or a failure.
public sealed interface Result<T extends @Nullable Object> {
  /// The value; or the failure is thrown, as it is.
  T orThrow() throws Exception;

  record Success<T extends @Nullable Object>(T value) implements Result<T> {
    @Override
    public T orThrow() {
      return value;
    }
  }

  record Failure<T extends @Nullable Object>(Throwable cause) implements Result<T> {
    @Override
    public T orThrow() throws Exception {
      Rethrow.<Exception>as(cause);
      throw new AssertionError(cause);
    }
  }
}

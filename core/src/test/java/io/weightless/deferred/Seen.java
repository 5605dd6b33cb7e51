package io.weightless.deferred;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What Deferreds came to, for tests without a reactor. Failures count as handled.
final class Seen {
  final List<Object> trail = new ArrayList<>();

  /// Marks the value, and lets it pass.
  <T extends @Nullable Object> Callback<T, T> callback(String name) {
    return value -> {
      trail.add(name + " " + value);
      return value;
    };
  }

  /// Marks the failure, and lets it pass.
  <T extends @Nullable Object> Callback<Throwable, T> errback(String name) {
    return failure -> {
      trail.add(name + " " + failure.getMessage());
      return new Result.Failure<T>(failure).orThrow();
    };
  }

  /// Takes the failure that it has come to.
  static Throwable failureOf(Deferred<?> deferred) {
    Throwable[] failure = {new AssertionError("it has not failed: " + deferred)};
    deferred.<@Nullable Object>addBoth(result -> {
      if (result instanceof Result.Failure<?>(Throwable cause)) {
        failure[0] = cause;
      }
      return null;
    });
    return failure[0];
  }

  /// One that fails, with a message.
  static IllegalStateException problem(String message) {
    return new IllegalStateException(message);
  }
}

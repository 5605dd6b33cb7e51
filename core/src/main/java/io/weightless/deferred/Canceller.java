package io.weightless.deferred;

import org.jspecify.annotations.Nullable;

/// Stops what would have fired a [Deferred].
@FunctionalInterface
public interface Canceller<T extends @Nullable Object> {
  /// Called by [Deferred#cancel] when it has not fired. It may fire it, with a result or a failure
  /// of its own; if it does not, or throws, the Deferred fails with a `CancellationException`.
  void cancel(Deferred<T> cancelled) throws Exception;
}

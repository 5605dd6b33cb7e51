package io.weightless.coroutine;

import org.jspecify.annotations.Nullable;

/// Answers the [Request]s of a coroutine where it asks, so that its driver sees nothing of them:
/// see [Coroutine#sidekick].
@FunctionalInterface
public interface Responder<Q, A extends @Nullable Object> {
  /// Runs on the coroutine, and may wait. What it throws is thrown where the coroutine asks.
  A answer(Q request) throws Exception;
}

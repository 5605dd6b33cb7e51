package io.weightless.deferred;

import io.weightless.engine.internal.Description;

/// Thrown by [Deferred#await] for one that failed with a checked exception, which is the cause.
public final class DeferredFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DeferredFailed(Throwable cause) {
    super("a Deferred failed: " + Description.of(cause), cause);
  }
}

package io.weightless.fiber;

import io.weightless.engine.internal.Description;

/// Thrown from a switch in place of a checked exception, which is the cause: one that left a fiber,
/// or that was thrown into one. Unchecked ones are thrown as they are.
public final class FiberFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private FiberFailed(Throwable cause) {
    super("a fiber failed: " + Description.of(cause), cause);
  }

  static Throwable unchecked(Throwable thrown) {
    return thrown instanceof RuntimeException || thrown instanceof Error
        ? thrown
        : new FiberFailed(thrown);
  }
}

package io.weightless.fiber;

/// Thrown from a switch in place of a checked exception, which is the cause: one that left a fiber,
/// or that was thrown into one. Unchecked ones are thrown as they are.
public final class FiberFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private FiberFailed(Throwable cause) {
    super("a fiber failed: " + cause, cause);
  }

  static Throwable unchecked(Throwable thrown) {
    return thrown instanceof RuntimeException || thrown instanceof Error
        ? thrown
        : new FiberFailed(thrown);
  }
}

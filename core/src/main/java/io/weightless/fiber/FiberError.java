package io.weightless.fiber;

/// A fiber was asked for what it can't do: it has ended, belongs to others, or is the caller
/// itself.
public final class FiberError extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  FiberError(String message) {
    super(message);
  }
}

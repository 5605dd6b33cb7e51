package io.weightless.scope;

/// A scope's deadline passed before what ran in it was done; all of it was cancelled and has ended.
public final class DeadlineExceeded extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// The one that was cancelled.
  private final transient Scope scope;

  DeadlineExceeded(Deadline deadline, Scope scope) {
    super("the " + deadline + " passed");
    this.scope = scope;
  }

  Scope scope() {
    return scope;
  }
}

package io.weightless.scope;

/// A scope's deadline passed before what ran in it was done; all of it was cancelled and has ended.
public final class DeadlineExceeded extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DeadlineExceeded(Deadline deadline) {
    super("the " + deadline + " passed");
  }
}

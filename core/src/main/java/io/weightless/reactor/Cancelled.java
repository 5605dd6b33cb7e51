package io.weightless.reactor;

/// Thrown at a wait whose lifetime was cancelled, so that the task unwinds and its `finally` blocks
/// run.
///
/// Let it pass: only the one who cancelled turns it into a result, a timeout or a failure. It is an
/// `Error` so that `catch (Exception e)` does not eat it; and should it be caught, the next wait
/// throws again.
public final class Cancelled extends Error {
  private static final long serialVersionUID = 1L;

  private final transient Object origin;

  /// For those who cancel.
  ///
  /// @param origin the lifetime that was cancelled, and that will take this error back
  public Cancelled(String reason, Object origin) {
    super(reason);
    this.origin = origin;
  }

  /// The lifetime that was cancelled.
  public Object origin() {
    return origin;
  }
}

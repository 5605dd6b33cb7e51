package io.weightless.observe;

/// "Not me": thrown by whoever is asked and leaves the message to the others. `call` and `any` ask
/// the next one; `all`, `tell` and `once` go on with the next one.
///
/// A program may decline after it has read and written: what it has taken stays taken. Thrown into
/// a coroutine that runs an `all`, it ends the one whose turn it is.
///
/// - **Cost**: that of an object; it has no stack trace.
///
/// From Weightless' `DeclineMessage`.
public final class Decline extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Decline() {
    super("declined, and nobody asked who does not", null, false, false);
  }
}

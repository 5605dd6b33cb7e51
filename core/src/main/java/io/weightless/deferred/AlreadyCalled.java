package io.weightless.deferred;

/// Thrown when a [Deferred] that has its result is given another one.
///
/// With [Deferred#debug] on, its cause says where it was given the first one, and the cause of that
/// where the Deferred was made.
public final class AlreadyCalled extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  AlreadyCalled(History history) {
    super("this Deferred has fired already", history.trace());
  }
}

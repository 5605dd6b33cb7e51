package io.weightless.observe;

/// What a `tell` does when one of those that it tells fails.
public enum OnFailure {
  /// Throws it; those behind are not told.
  STOP,

  /// Tells the others, and then throws what failed first, with the other failures suppressed in it.
  /// An `Error`, such as a cancellation, ends it at once; one of the virtual machine is thrown as
  /// it is, without what failed before. A failure that is kept and thrown again keeps what is
  /// suppressed in it, and gets more each time.
  GO_ON
}

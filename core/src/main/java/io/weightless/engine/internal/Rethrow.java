package io.weightless.engine.internal;

/// Throws what the compiler does not know to be unchecked.
public final class Rethrow {
  private Rethrow() {}

  /// Throws `thrown` as it is, for the compiler as an `X`.
  @SuppressWarnings({"unchecked", "DoNotCallSuggester"})
  public static <X extends Throwable> void as(Throwable thrown) throws X {
    throw (X) thrown;
  }
}

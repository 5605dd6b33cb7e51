package io.weightless.net.internal;

/// A stream that may be told that its bytes are a secret, and so are others in each run, even where
/// all else is the same: a simulation leaves them out of what it compares.
public interface Ciphered {
  /// From now on, in both directions.
  void becomeCiphered();
}

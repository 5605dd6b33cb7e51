package io.weightless.observe;

/// A message that needs an answer came to nobody who gives one. Whoever sent it is wrong, or the
/// tree is; a component that does not want to answer throws [Decline].
public final class NobodyResponds extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NobodyResponds(String message) {
    super(message);
  }
}

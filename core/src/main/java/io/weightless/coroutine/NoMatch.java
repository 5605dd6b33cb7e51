package io.weightless.coroutine;

/// The input begins with something else than what a program wanted. See [Reading#match].
public final class NoMatch extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoMatch(String message) {
    super(message);
  }
}

package io.weightless.coroutine;

/// What a coroutine waited for took longer than it was given.
public final class TimedOut extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TimedOut(String message) {
    super(message);
  }
}

package io.weightless.coroutine;

/// A program read as much as it may, and there is more. See [Reading].
public final class InputTooLong extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InputTooLong(String message) {
    super(message);
  }
}

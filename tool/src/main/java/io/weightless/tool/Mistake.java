package io.weightless.tool;

/// What a user asked for can't be done, and the message says why in one line.
final class Mistake extends Exception {
  private static final long serialVersionUID = 1L;

  Mistake(String message) {
    super(message);
  }
}

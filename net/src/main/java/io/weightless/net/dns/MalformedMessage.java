package io.weightless.net.dns;

/// What came is no message of the DNS, or none that answers.
final class MalformedMessage extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedMessage(String message) {
    super(message);
  }
}

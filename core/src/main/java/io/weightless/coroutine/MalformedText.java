package io.weightless.coroutine;

/// Bytes that are no text of a charset, or text that it has no bytes for.
public final class MalformedText extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long offset;

  MalformedText(String what, long offset) {
    super(what + " at offset " + offset);
    this.offset = offset;
  }

  /// How many bytes, or characters, came before.
  public long offset() {
    return offset;
  }
}

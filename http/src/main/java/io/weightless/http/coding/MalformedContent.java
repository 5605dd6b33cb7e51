package io.weightless.http.coding;

import java.io.IOException;

/// A body is not what its Content-Encoding says. It has no stack trace: it is about the bytes of a
/// peer, not about our code.
public final class MalformedContent extends IOException {
  private static final long serialVersionUID = 1L;

  /// @param sentence what is wrong; the peer may get to see it
  public MalformedContent(String sentence) {
    super(sentence);
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}

package io.weightless.http.client;

import java.io.IOException;

/// The server broke the protocol, or a limit: a sentence says how.
///
/// It has no stack trace: it is about the bytes of a peer, not about our code.
public final class BadResponse extends IOException {
  private static final long serialVersionUID = 1L;

  /// @param sentence what is wrong with which value
  public BadResponse(String sentence) {
    super(sentence);
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}

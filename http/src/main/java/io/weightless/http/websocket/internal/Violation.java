package io.weightless.http.websocket.internal;

import java.io.IOException;

/// The peer broke the protocol, or a limit: the connection fails (RFC 6455, section 7.1.7).
public final class Violation extends IOException {
  private static final long serialVersionUID = 1L;

  private final int code;

  /// @param code for the close frame
  /// @param message which goes to the peer: at most 123 bytes of it
  public Violation(int code, String message) {
    super(message);
    this.code = code;
  }

  public int code() {
    return code;
  }
}

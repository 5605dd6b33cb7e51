package io.weightless.check.conformance.websocket;

/// What a server says: a message, whole and decompressed, or a control frame.
///
/// @param payload an octet for each character; of a close, the code and the reason
record Event(int opcode, String payload) {
  /// There is no code in the close frame.
  static final int NO_CODE = 1005;

  static Event text(String payload) {
    return new Event(Frame.TEXT, payload);
  }

  static Event binary(String payload) {
    return new Event(Frame.BINARY, payload);
  }

  static Event pong(String payload) {
    return new Event(Frame.PONG, payload);
  }

  boolean isClose() {
    return opcode == Frame.CLOSE;
  }

  /// Of a close.
  int code() {
    return payload.isEmpty() ? NO_CODE : (payload.charAt(0) << 8) | payload.charAt(1);
  }

  @Override
  public String toString() {
    return switch (opcode) {
      case Frame.TEXT -> "text " + Octets.show(payload);
      case Frame.BINARY -> "binary " + Octets.show(payload);
      case Frame.PONG -> "pong " + Octets.show(payload);
      case Frame.PING -> "ping " + Octets.show(payload);
      default ->
          "close " + code() + " " + Octets.show(payload.isEmpty() ? "" : payload.substring(2));
    };
  }
}

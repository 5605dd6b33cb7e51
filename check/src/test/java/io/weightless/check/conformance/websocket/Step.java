package io.weightless.check.conformance.websocket;

/// What a client does in a [Case].
sealed interface Step {
  /// Sends a frame.
  record Send(Frame frame) implements Step {}

  /// Sends what may be no frame.
  record Raw(String octets) implements Step {}

  /// Sends a message that is compressed as was agreed on.
  ///
  /// @param fragment octets of the compressed message in each frame
  record Compressed(int opcode, String message, int fragment) implements Step {}

  /// Waits until so many events have come, in all.
  record Wait(int events) implements Step {}

  /// Says that nothing more will come, by the means of TCP.
  record HalfClose() implements Step {}
}

package io.weightless.http.websocket;

import java.time.Duration;

/// How much a peer may ask for, and how long it may take.
///
/// @param frameBytes payload of one frame; a thousandth more where messages may be compressed, for
///   what does not compress gets longer by it
/// @param messageBytes of a message that is [received as a whole][WebSocket#receive], when it is
///   decompressed
/// @param controlsPerSecond pings and pongs, in the mean; as many may come at once
/// @param ping after so long without a sign of the peer it is asked for one
/// @param patience for the sign that was asked for, for the peer's part of a close, and, once or
///   twice, for it to take something of what is sent
public record WebSocketLimits(
    int frameBytes, int messageBytes, int controlsPerSecond, Duration ping, Duration patience) {
  /// Messages of 1 MiB, in a frame if need be, 100 control frames a second, 30 seconds each.
  public static final WebSocketLimits DEFAULT =
      new WebSocketLimits(1 << 20, 1 << 20, 100, Duration.ofSeconds(30), Duration.ofSeconds(30));

  public WebSocketLimits {
    if (frameBytes < 1 || messageBytes < 1 || controlsPerSecond < 1) {
      throw new IllegalArgumentException(
          "a peer may send something: frames of "
              + frameBytes
              + " bytes, messages of "
              + messageBytes
              + ", control frames "
              + controlsPerSecond
              + " a second");
    }
    if (!ping.isPositive() || !patience.isPositive()) {
      throw new IllegalArgumentException(
          "a peer needs some time, not " + ping + " and " + patience);
    }
  }

  /// The same with messages of so many bytes, each in one frame if need be.
  public WebSocketLimits messages(int bytes) {
    return new WebSocketLimits(bytes, bytes, controlsPerSecond, ping, patience);
  }

  /// The same with so many pings and pongs.
  public WebSocketLimits controls(int perSecond) {
    return new WebSocketLimits(frameBytes, messageBytes, perSecond, ping, patience);
  }

  /// The same with other times.
  public WebSocketLimits times(Duration newPing, Duration newPatience) {
    return new WebSocketLimits(frameBytes, messageBytes, controlsPerSecond, newPing, newPatience);
  }
}

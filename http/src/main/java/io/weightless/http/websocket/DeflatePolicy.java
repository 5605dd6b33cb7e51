package io.weightless.http.websocket;

import java.util.zip.Deflater;

/// Whether messages are compressed (RFC 7692), and what it may cost.
///
/// - **Cost**: each connection that has sent a compressed message holds up to 270 KiB, and one that
///   has received some holds up to 44 KiB, both of the process and not of the heap, and up to 32
///   KiB of the heap. Before that it is nothing, and without context it is nothing between two
///   messages. But then each message is compressed for itself: small ones hardly get shorter.
///
/// @param isUsed whether compression is offered, or agreed to
/// @param sendsWithoutContext whether what we send refers to no earlier message, so that nothing is
///   kept for it
/// @param receivesWithoutContext the same of what the peer sends: a server demands it, a client
///   fails the connection if the server does not agree
/// @param leastBytes from how many bytes on a message is compressed
/// @param level from 1, the fastest, to 9; or -1, which is what zlib takes to be balanced
public record DeflatePolicy(
    boolean isUsed,
    boolean sendsWithoutContext,
    boolean receivesWithoutContext,
    int leastBytes,
    int level) {
  /// With context; from 64 bytes on.
  public static final DeflatePolicy DEFAULT =
      new DeflatePolicy(true, false, false, 64, Deflater.DEFAULT_COMPRESSION);

  /// Each message for itself, so that connections that wait hold nothing; from 256 bytes on.
  public static final DeflatePolicy WITHOUT_CONTEXT =
      new DeflatePolicy(true, true, true, 256, Deflater.DEFAULT_COMPRESSION);

  /// No compression.
  public static final DeflatePolicy NONE = new DeflatePolicy(false, false, false, 0, -1);

  public DeflatePolicy {
    if (leastBytes < 0) {
      throw new IllegalArgumentException("bytes from which on to compress: " + leastBytes);
    }
    if (level != Deflater.DEFAULT_COMPRESSION && (level < 1 || level > 9)) {
      throw new IllegalArgumentException("a level is from 1 to 9, or -1, not " + level);
    }
  }
}

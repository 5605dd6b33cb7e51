package io.weightless.http.internal.wire;

import io.weightless.http.Headers;
import io.weightless.http.Status;
import io.weightless.http.Version;

/// The head of a response: how the request was answered, and what its framing fields say.
///
/// @param bodyLength bytes; [Head#CHUNKED] if the body says itself where it ends, [#UNTIL_END] if
///   the connection does. To a HEAD, and with some statuses, there is none, whatever this says
/// @param keepsAlive whether the server would take another request on this connection
public record ResponseHead(
    Status status, Version version, Headers headers, long bodyLength, boolean keepsAlive) {
  /// The body ends where the connection does.
  public static final long UNTIL_END = -2;

  /// Whether another response to the same request follows (RFC 9110, section 15.2).
  public boolean isInterim() {
    return status.code() < 200;
  }
}

package io.weightless.http.websocket;

import io.weightless.http.websocket.internal.Deflate;
import io.weightless.http.websocket.internal.Deflating;
import io.weightless.http.websocket.internal.Inflating;
import org.jspecify.annotations.Nullable;

/// What the opening handshake has settled.
///
/// @param protocol that is spoken; null for none
/// @param deflate null for no compression
record Terms(
    boolean isServer,
    WebSocketLimits limits,
    @Nullable String protocol,
    @Nullable Deflate deflate,
    DeflatePolicy policy) {
  @Nullable Deflating deflating() {
    if (deflate == null) {
      return null;
    }
    return isServer
        ? Deflating.ofServer(deflate, policy.level())
        : Deflating.ofClient(deflate, policy.level());
  }

  @Nullable Inflating inflating() {
    if (deflate == null) {
      return null;
    }
    return isServer ? Inflating.ofClient(deflate) : Inflating.ofServer(deflate);
  }
}

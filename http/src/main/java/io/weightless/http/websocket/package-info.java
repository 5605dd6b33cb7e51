/// Floor 5: WebSocket (RFC 6455), on both sides.
///
/// [WebSocketHandler][io.weightless.http.websocket.WebSocketHandler] answers those who want one; a
/// [WebSocket][io.weightless.http.websocket.WebSocket] receives and sends
/// [messages][io.weightless.http.websocket.Message], in straight lines. Nulls are refused unless
/// marked.
@NullMarked
package io.weightless.http.websocket;

import org.jspecify.annotations.NullMarked;

/// `./bench websocket`: messages that come back, and messages to many, beside Netty, Undertow and
/// `ws` for Node.js, one loop each, on loopback.
///
/// One load program for all, which knows no WebSocket but bytes. Never shipped.
@NullMarked
package io.weightless.check.bench.websocket;

import org.jspecify.annotations.NullMarked;

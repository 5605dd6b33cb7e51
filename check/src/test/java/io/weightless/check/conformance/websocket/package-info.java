/// RFC 6455 and RFC 7692, held against the `/ws` of the real `weightless serve DIR --demo` over raw
/// sockets: cases in the groups that WebSocket test suites commonly have.
///
/// Nothing here uses the product: it has its own frames, its own handshake and its own
/// decompressor. The same cases judge another server that echoes, which shows whether a case is
/// right: `-Dweightless.websocket=HOST:PORT/PATH`.
@NullMarked
package io.weightless.check.conformance.websocket;

import org.jspecify.annotations.NullMarked;

/// Floor 5, bytes only: the syntax of HTTP/1.1 (RFC 9112, and what it needs of RFC 9110).
///
/// Nothing here knows sockets, tasks or time: bytes come in as buffers, cut wherever the network
/// cut them, and go out as buffers. "More bytes are needed" is a value; a breach of the protocol is
/// a [BadRequest][io.weightless.http.BadRequest] with the status to answer. Not API. Nulls are
/// refused unless marked.
@NullMarked
package io.weightless.http.internal.wire;

import org.jspecify.annotations.NullMarked;

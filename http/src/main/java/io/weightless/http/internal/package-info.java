/// Floor 5, behind the door: what moves requests and responses between a stream and a handler.
///
/// [HttpConnection][io.weightless.http.internal.HttpConnection] is the loop of one connection. Not
/// API. Nulls are refused unless marked.
@NullMarked
package io.weightless.http.internal;

import org.jspecify.annotations.NullMarked;

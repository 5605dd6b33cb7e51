/// Floor 4: the network on `java.nio`, the backend that works on every JDK and system.
///
/// [NioBackend][io.weightless.net.internal.nio.NioBackend] is the door: one selector, with our
/// sockets on it and the channels of others.
///
/// Not API. Nulls are refused unless marked.
@NullMarked
package io.weightless.net.internal.nio;

import org.jspecify.annotations.NullMarked;

/// Floor 4: network and files on `java.nio`, the backend that works on every JDK and system.
///
/// [NioBackend][io.weightless.net.internal.nio.NioBackend] is the door: one selector, and the few
/// things that all connections of one reactor share. Everything here belongs to one reactor and is
/// touched by its owner only, so there are no locks. Reads and writes happen on the task that asks
/// for them; the loop only says that they would not wait.
///
/// Not API. Nulls are refused unless marked.
@NullMarked
package io.weightless.net.internal.nio;

import org.jspecify.annotations.NullMarked;

/// Floor 4: the network on Linux' epoll.
///
/// [EpollBackend][io.weightless.net.internal.epoll.EpollBackend] is the door. Each socket is
/// registered once, for all that may become ready and only when it becomes so anew; so a connection
/// costs one system call for that in its life.
///
/// Not API. Nulls are refused unless marked.
@NullMarked
package io.weightless.net.internal.epoll;

import org.jspecify.annotations.NullMarked;

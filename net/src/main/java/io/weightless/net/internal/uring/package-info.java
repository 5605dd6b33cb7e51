/// Floor 4: the network on Linux' io_uring.
///
/// [UringBackend][io.weightless.net.internal.uring.UringBackend] is the door. What is to be done is
/// collected while tasks run, and handed to the kernel with the one system call that also waits.
/// What the kernel has received lies in its buffers at the connection until somebody reads it; what
/// a task writes is copied, and goes out with the next call.
///
/// Everything that is said of io_uring here is from io_uring_setup(2), io_uring_enter(2) and
/// io_uring_register(2), or was measured on Linux 6.18.
///
/// Not API. Nulls are refused unless marked.
@NullMarked
package io.weightless.net.internal.uring;

import org.jspecify.annotations.NullMarked;

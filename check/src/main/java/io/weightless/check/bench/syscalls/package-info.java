/// `./bench syscalls`: how often a server enters the kernel for a request, counted by strace.
///
/// strace slows each call down, so no time is taken, and more requests may have come by the time of
/// the next call than without it. Never shipped.
@NullMarked
package io.weightless.check.bench.syscalls;

import org.jspecify.annotations.NullMarked;

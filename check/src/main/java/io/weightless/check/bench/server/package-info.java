/// The HTTP servers that take part in benchmarks, one worker each, on loopback, and wrk.
///
/// They run in processes of their own: ours as any user starts it, nginx, and the small programs
/// [NettyServer] and [JdkServer]. All serve the same [Site]. Never shipped.
@NullMarked
package io.weightless.check.bench.server;

import org.jspecify.annotations.NullMarked;

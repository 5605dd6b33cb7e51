/// `./bench http`: wrk against our server and its peers, one worker each, on loopback.
///
/// Counted are requests per second and, since the load generator shares the processors and tops out
/// first, the processor time that the server's process spends on each. Never shipped.
@NullMarked
package io.weightless.check.bench.http;

import org.jspecify.annotations.NullMarked;

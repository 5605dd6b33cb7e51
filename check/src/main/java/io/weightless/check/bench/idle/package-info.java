/// `./bench idle`: what a server keeps for connections on which nothing happens, and whether it
/// sleeps meanwhile.
///
/// Never shipped.
@NullMarked
package io.weightless.check.bench.idle;

import org.jspecify.annotations.NullMarked;

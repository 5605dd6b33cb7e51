/// `./bench deferred`: what a result costs that may not be there yet.
///
/// Each [Promises] does the same work in a Java machine of its own, by [DeferredProgram]. Never
/// shipped.
@NullMarked
package io.weightless.check.bench.deferred;

import org.jspecify.annotations.NullMarked;

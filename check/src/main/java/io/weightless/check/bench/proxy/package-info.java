/// `./bench proxy`: what it costs to hand bytes on.
///
/// Nulls are refused unless marked.
@NullMarked
package io.weightless.check.bench.proxy;

import org.jspecify.annotations.NullMarked;

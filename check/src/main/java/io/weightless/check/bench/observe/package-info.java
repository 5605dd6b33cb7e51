/// `./bench observe`: what it costs to reach a component that nobody knows.
///
/// Each contender takes [Numbers] through the same number of hops to a [Leaf], in a Java machine of
/// its own, by [ObserveProgram]. Never shipped.
@NullMarked
package io.weightless.check.bench.observe;

import org.jspecify.annotations.NullMarked;

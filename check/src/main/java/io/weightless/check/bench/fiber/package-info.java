/// `./bench fiber`: what fibers that switch to each other cost, and generators made of them.
///
/// Each [Switching] runs the same work in a Java machine of its own, by [FiberProgram]; Python has
/// a program of its own that does the same with greenlet. Never shipped.
@NullMarked
package io.weightless.check.bench.fiber;

import org.jspecify.annotations.NullMarked;

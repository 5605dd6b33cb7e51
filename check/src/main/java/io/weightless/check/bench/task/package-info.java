/// `./bench task`: what switching, starting and cancelling a task costs, and what a parked one
/// holds.
///
/// Each [Contender] runs the same work in a Java machine of its own, by [TaskProgram]; Go has a
/// program of its own that does the same. Never shipped.
@NullMarked
package io.weightless.check.bench.task;

import org.jspecify.annotations.NullMarked;

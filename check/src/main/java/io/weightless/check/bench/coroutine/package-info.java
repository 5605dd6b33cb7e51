/// `./bench coroutine`: what a coroutine's step costs from any depth of calls, what its calls and
/// pipelines cost, and what a paused one holds.
///
/// Each [Stepping] does the same work in a Java machine of its own, by [CoroutineProgram]; Python
/// has a program of its own that does the same. Never shipped.
@NullMarked
package io.weightless.check.bench.coroutine;

import org.jspecify.annotations.NullMarked;

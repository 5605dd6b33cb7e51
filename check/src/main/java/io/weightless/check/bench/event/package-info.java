/// `./bench event`: what it costs to tell those who want to know.
///
/// Each contender takes numbers to some handlers that add them up, in a Java machine of its own, by
/// [EventProgram]. Never shipped.
@NullMarked
package io.weightless.check.bench.event;

import org.jspecify.annotations.NullMarked;

/// `./bench channel`: what handing a value from one task to another costs.
///
/// Each [HandOver] runs the same work in a Java machine of its own, by [ChannelProgram]; Go has a
/// program of its own that does the same. Never shipped.
@NullMarked
package io.weightless.check.bench.channel;

import org.jspecify.annotations.NullMarked;

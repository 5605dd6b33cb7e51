/// Many hosts in one thread, from a seed: virtual time, a network in memory, and faults.
@NullMarked
package io.weightless.simulation;

import org.jspecify.annotations.NullMarked;

/// The parts that several threads touch at once, under Lincheck: all interleavings of small
/// scenarios, one switch more at a time, and many real races.
@NullMarked
package io.weightless.check.proof;

import org.jspecify.annotations.NullMarked;

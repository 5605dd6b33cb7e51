/// Floor 4: the standard streams of this process, and the terminal that they may be.
///
/// Nulls are refused unless marked.
@NullMarked
package io.weightless.net.terminal;

import org.jspecify.annotations.NullMarked;

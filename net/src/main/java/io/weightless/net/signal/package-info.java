/// Floor 4: signals of the system, as waits in straight-line code.
///
/// Nulls are refused unless marked.
@NullMarked
package io.weightless.net.signal;

import org.jspecify.annotations.NullMarked;

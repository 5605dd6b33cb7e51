/// Floor 4: signals of the system, as waits in straight-line code.
///
/// [Signals][io.weightless.net.signal.Signals] receives them; to send one there is
/// [Process#signal][io.weightless.net.process.Process#signal]. Nulls are refused unless marked.
@NullMarked
package io.weightless.net.signal;

import org.jspecify.annotations.NullMarked;

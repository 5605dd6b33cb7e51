/// Floor 0: the stacks of tasks and coroutines, and the one thread that carries them.
///
/// [Engine][io.weightless.engine.internal.Engine] is the door. Behind it stand two engines: a fast
/// one, which gives JDK virtual threads a scheduler of ours, and a portable one on public API only.
/// Nothing here knows of time, input and output, or lifetimes; those are the floors above.
///
/// Not API: the package may change with every JDK. Nulls are refused unless marked.
@NullMarked
package io.weightless.engine.internal;

import org.jspecify.annotations.NullMarked;

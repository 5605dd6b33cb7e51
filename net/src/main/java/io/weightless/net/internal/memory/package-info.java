/// Floor 4: streams without a system, for `mem:` and for simulations.
///
/// [MemLayer][io.weightless.net.internal.memory.MemLayer] is the door, and
/// [MemoryStream][io.weightless.net.internal.memory.MemoryStream] for who brings a way from end to
/// end of his own.
///
/// Not API. Nulls are refused unless marked.
@NullMarked
package io.weightless.net.internal.memory;

import org.jspecify.annotations.NullMarked;

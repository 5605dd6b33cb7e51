/// Floor 4: streams over pipes and what is like them, whose two directions are not one thing.
///
/// A [PipeStream][io.weightless.net.internal.pipe.PipeStream] is made of ends that never wait: of
/// the system, of threads that block, of memory.
///
/// Not API. Nulls are refused unless marked.
@NullMarked
package io.weightless.net.internal.pipe;

import org.jspecify.annotations.NullMarked;

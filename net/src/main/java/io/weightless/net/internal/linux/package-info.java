/// Floor 4: the system calls of Linux, called from Java alone.
///
/// [Libc][io.weightless.net.internal.linux.Libc] is the door. Nothing here waits, but what says so.
/// It is for 64-bit x86 and ARM, whose structures and numbers are the same but for a few.
///
/// Not API. Nulls are refused unless marked.
@NullMarked
package io.weightless.net.internal.linux;

import org.jspecify.annotations.NullMarked;

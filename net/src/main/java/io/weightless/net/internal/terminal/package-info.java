/// Floor 4: the standard streams of the process.
///
/// Not API. Nulls are refused unless marked.
@NullMarked
package io.weightless.net.internal.terminal;

import org.jspecify.annotations.NullMarked;

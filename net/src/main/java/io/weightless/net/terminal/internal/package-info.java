/// Floor 4: the standard streams of the process.
///
/// Not API. Nulls are refused unless marked.
@NullMarked
package io.weightless.net.terminal.internal;

import org.jspecify.annotations.NullMarked;

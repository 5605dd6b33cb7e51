/// Floor 4: what processes have in common, whoever makes them.
///
/// Not API. Nulls are refused unless marked.
@NullMarked
package io.weightless.net.internal.process;

import org.jspecify.annotations.NullMarked;

/// Floor 4: what processes have in common, whoever makes them.
///
/// Not API. Nulls are refused unless marked.
@NullMarked
package io.weightless.net.process.internal;

import org.jspecify.annotations.NullMarked;

/// Floor 4: signals, from the JVM and from tests.
///
/// Not API. Nulls are refused unless marked.
@NullMarked
package io.weightless.net.signal.internal;

import org.jspecify.annotations.NullMarked;

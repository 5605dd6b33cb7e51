/// The RFCs, held against the real `weightless serve DIR --demo` over raw sockets.
@NullMarked
package io.weightless.check.conformance;

import org.jspecify.annotations.NullMarked;

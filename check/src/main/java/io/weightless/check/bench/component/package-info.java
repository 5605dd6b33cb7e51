/// `./bench component`: what a message costs on its way through five components, and what a
/// component costs that waits.
///
/// Each [Line] and each [Crowd] does the same work in a Java machine of its own, by
/// [ComponentProgram] and [CrowdProgram]. Never shipped.
@NullMarked
package io.weightless.check.bench.component;

import org.jspecify.annotations.NullMarked;

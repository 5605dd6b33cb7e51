/// Floor 2: work that would hold the loop (native calls that block, files, long computations) on
/// platform threads, from straight-line code.
///
/// ```java
/// try (var offload = Offload.open()) {
///   byte[] digest = offload.call(() -> hash(file));
/// }
/// ```
///
/// An offload is thread-safe, so that tasks of several reactors may share it. Nulls are refused
/// unless marked.
@NullMarked
package io.weightless.offload;

import org.jspecify.annotations.NullMarked;

/// Ordinary blocking Java in tasks of one reactor: what lets the loop go on, and what holds it. The
/// table is `docs/jdk-waits.md`.
@NullMarked
package io.weightless.check.blocking;

import org.jspecify.annotations.NullMarked;

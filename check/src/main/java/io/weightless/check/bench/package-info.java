/// `./bench`: how ours compares with its peers, measured side by side in one run.
///
/// [Bench] is the command; the packages below hold the harness and one benchmark each. Never
/// shipped.
@NullMarked
package io.weightless.check.bench;

import org.jspecify.annotations.NullMarked;

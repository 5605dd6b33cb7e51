/// The harness of the benchmarks: contests, interleaved rounds, medians and rows.
///
/// A [Benchmark] opens what its subjects need and lists its [Contest]s. [Rounds] measures the
/// subjects of a contest in turn, A B C A B C, so that noise of the machine falls on all of them,
/// and gives back a [Row] per subject and [Metric]. Never shipped; knows nothing of what is
/// measured.
@NullMarked
package io.weightless.check.bench.harness;

import org.jspecify.annotations.NullMarked;

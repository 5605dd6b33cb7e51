package io.weightless.simulation;

import java.time.Duration;
import java.util.Map;

/// What became of a simulation that did not fail.
///
/// @param hash of all that happened: every turn of a task, every timer, every byte that arrived;
///   the same for the same seed, on each engine and in each run
/// @param elapsed how long it took, by its own clock
/// @param turns how many turns its tasks and callbacks had
/// @param strikes how often each fault struck that might have
public record Report(
    long seed, long hash, Duration elapsed, long turns, Map<Fault, Long> strikes) {}

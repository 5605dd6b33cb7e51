package io.weightless.inspect;

/// A reactor in a [Snapshot].
///
/// @param backend `uring`, `epoll`, `nio`, or `none` without input and output
/// @param engine `fast` or `portable`: how this process switches tasks
/// @param turns how often something had its turn since the reactor was opened
/// @param timers how many are pending
/// @param holds how often somebody held it up: see [io.weightless.reactor.Holds]
/// @param longestHoldNanos the longest of them
/// @param heldBy who that was; empty for nobody
/// @param watched whether a [Watch] is open on it
public record SeenLoop(
    String backend,
    String engine,
    long turns,
    int timers,
    long holds,
    long longestHoldNanos,
    String heldBy,
    boolean watched) {
  public SeenLoop {
    heldBy = Brief.of(heldBy);
  }
}

package io.weightless.check.bench.task;

/// A way to run many stacks on few threads, put to the same work as the others.
///
/// One that can't do a piece of work, or would do nothing of its own in it, leaves it out.
public interface Contender extends AutoCloseable {

  /// One task gives way and goes on, `turns` times.
  default void giveWay(int turns) throws Exception {
    throw new UnsupportedOperationException();
  }

  /// Two tasks in turn: each wakes the other and parks; `turns` parks in all.
  default void takeTurns(int turns) throws Exception {
    throw new UnsupportedOperationException();
  }

  /// One task starts others, one after the other, and awaits the result of each before it starts
  /// the next: the first gives 0, the next 1, and so on.
  ///
  /// @return the sum of the results
  default long startAndAwait(int tasks) throws Exception {
    throw new UnsupportedOperationException();
  }

  /// Starts a [Tree] of tasks, each of which ends when those below it have, and those at the leaves
  /// never. When all are parked the root is cancelled.
  ///
  /// @return nanoseconds from the call that cancels until all have ended
  default long cancelTree(int tasks) throws Exception {
    throw new UnsupportedOperationException();
  }

  /// Starts `count` tasks, runs `whenParked` once all are parked with a shallow stack, and then
  /// ends them.
  void park(int count, Runnable whenParked) throws Exception;

  @Override
  default void close() {}
}

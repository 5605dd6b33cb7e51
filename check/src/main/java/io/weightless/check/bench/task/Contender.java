package io.weightless.check.bench.task;

/// A way to run many stacks on few threads, put to the same work as the others.
interface Contender extends AutoCloseable {

  /// One task gives way and goes on, `turns` times.
  void giveWay(int turns) throws Exception;

  /// Two tasks in turn: each wakes the other and parks; `turns` parks in all.
  void takeTurns(int turns) throws Exception;

  /// Starts `count` tasks, runs `whenParked` once all are parked with a shallow stack, and then
  /// ends them.
  void park(int count, Runnable whenParked) throws Exception;

  @Override
  default void close() {}
}

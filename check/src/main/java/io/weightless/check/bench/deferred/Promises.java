package io.weightless.check.bench.deferred;

/// A kind of result that may not be there yet, put to the same work as the others. Each work gives
/// the sum of all results.
interface Promises extends AutoCloseable {
  /// How many callbacks a chain has; each adds one.
  int CHAIN = 10;

  /// Makes a chain, fires it with its number from 0, and reads its result.
  long chains(int times) throws Exception;

  /// Waits in a task for what is there already, a number from 0.
  long awaitDone(int times) throws Exception;

  /// Two tasks by turns: each fires what the other one waits for with its number from 0, and waits
  /// for the next.
  ///
  /// @param times how many waits, an even number
  long awaitPending(int times) throws Exception;

  @Override
  void close();
}

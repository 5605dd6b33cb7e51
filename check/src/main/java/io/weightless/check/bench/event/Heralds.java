package io.weightless.check.bench.event;

/// One contender, with its handlers.
interface Heralds extends AutoCloseable {
  /// Tells the numbers from 0 to all handlers.
  ///
  /// @return the sum of what they heard
  long tell(int times);

  @Override
  default void close() {}
}

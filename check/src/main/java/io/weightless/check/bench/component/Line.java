package io.weightless.check.bench.component;

import io.weightless.check.bench.channel.Tally;

/// Five stages one after the other: the first gives the numbers from 0, three send on what comes,
/// and the last one puts it into a tally.
interface Line extends AutoCloseable {
  /// How many values lie between two stages at most, where one says how many.
  int CAPACITY = 64;

  /// How many stages only send on.
  int RELAYS = 3;

  void run(int values, Tally tally) throws Exception;

  @Override
  default void close() {}
}

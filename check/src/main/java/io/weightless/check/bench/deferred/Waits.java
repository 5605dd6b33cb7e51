package io.weightless.check.bench.deferred;

import java.util.List;
import java.util.stream.Stream;

/// The two tasks of [Promises#awaitPending], whatever they wait for.
abstract class Waits<P> {
  private final List<P> promises;
  private long sum;

  /// @param times how many waits, an even number
  Waits(int times) {
    promises = Stream.generate(this::promise).limit(times).toList();
  }

  abstract P promise();

  abstract void fire(P promise, int value);

  abstract int await(P promise);

  final long sum() {
    return sum;
  }

  /// Fires the even ones, and waits for the odd ones.
  final void ask() {
    for (int i = 0; i < promises.size(); i += 2) {
      fire(promises.get(i), i);
      add(await(promises.get(i + 1)));
    }
  }

  /// The other way round.
  final void answer() {
    for (int i = 0; i < promises.size(); i += 2) {
      add(await(promises.get(i)));
      fire(promises.get(i + 1), i + 1);
    }
  }

  /// A method, for `sum += await()` would read the sum before it waits.
  private void add(int value) {
    sum += value;
  }
}

package io.weightless.check.bench.coroutine;

/// A way to suspend a program in the middle of its calls, put to the same work as the others. Each
/// gives the sum of what came out of the program.
///
/// One that can't do a piece of work leaves it out.
public interface Stepping {

  /// How many a batch takes from `depth` calls deep. One whose cost grows with the depth takes
  /// fewer; for the others it is so many that the way down does not count.
  default int steps(int depth) {
    return 100_000;
  }

  /// The numbers 0, 1, 2 and so on, from a program that gives them from `depth` calls deep.
  default long step(int values, int depth) {
    throw new UnsupportedOperationException();
  }

  /// A program is given these numbers, reads each of them in a call that does nothing else, and
  /// adds them up.
  default long call(int values) {
    throw new UnsupportedOperationException();
  }

  /// These numbers through five stages: one that counts, and four that each add one.
  default long pipeline(int values) {
    throw new UnsupportedOperationException();
  }

  /// [Buffers] through five stages: one that fills, and four that each go over all of it.
  default long buffers(int count) {
    throw new UnsupportedOperationException();
  }

  /// Starts so many, runs `whenPaused` when all have paused with a shallow stack, and ends them.
  default void pause(int count, Runnable whenPaused) {
    throw new UnsupportedOperationException();
  }
}

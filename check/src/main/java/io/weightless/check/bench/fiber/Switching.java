package io.weightless.check.bench.fiber;

/// A way to switch from stack to stack by hand, put to the same work as the others. Each gives the
/// sum of the values 0, 1, 2 and so on, as they arrived.
///
/// One that can't do a piece of work leaves it out.
interface Switching {

  /// How many calls, or generators, are between who yields and who asks in [#deep].
  int DEPTH = 10;

  /// One switches to another with a value, which switches back with it, `times` times.
  long roundTrips(int times);

  /// A loop over a generator of so many values.
  default long generator(int values) {
    throw new UnsupportedOperationException();
  }

  /// The same where the body yields from [#DEPTH] calls deep.
  default long deep(int values) {
    throw new UnsupportedOperationException();
  }

  /// Makes so many, starts each, which switches back, and then ends them all.
  default long life(int fibers) {
    throw new UnsupportedOperationException();
  }
}

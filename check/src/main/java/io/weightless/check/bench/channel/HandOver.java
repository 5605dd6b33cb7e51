package io.weightless.check.bench.channel;

/// A way to hand values from task to task, put to the same work as the others.
///
/// Values are numbered from 0, and a tally takes each as it arrives. One that can't do a piece of
/// work leaves it out.
public interface HandOver extends AutoCloseable {

  /// How many values a buffer holds.
  int CAPACITY = 64;

  /// How many send to the one that selects.
  int SENDERS = 4;

  /// Two tasks on one thread: one sends a value and receives the answer, which is the value, before
  /// it sends the next; one channel without a buffer for each direction.
  default void roundTrips(int times, Tally tally) throws Exception {
    throw new UnsupportedOperationException();
  }

  /// Two tasks on one thread: one sends, the other receives, through a buffer.
  default void stream(int values, Tally tally) throws Exception {
    throw new UnsupportedOperationException();
  }

  /// Five tasks on one thread: each of [#SENDERS] sends its share over a channel of its own,
  /// without a buffer, and one takes what comes first. Sender 0 sends 0, 4, 8, and so on.
  default void select(int values, Tally tally) throws Exception {
    throw new UnsupportedOperationException();
  }

  /// [#stream] between two threads, or as near as this one has it.
  default void streamAcross(int values, Tally tally) throws Exception {
    throw new UnsupportedOperationException();
  }

  /// [#roundTrips] between two threads, with a buffer for each direction.
  default void roundTripsAcross(int times, Tally tally) throws Exception {
    throw new UnsupportedOperationException();
  }

  @Override
  default void close() {}
}

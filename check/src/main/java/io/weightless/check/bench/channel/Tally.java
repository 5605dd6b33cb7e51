package io.weightless.check.bench.channel;

/// What has arrived: each value once, and those of one sender in the order in which it sent them.
///
/// Used by one task at a time, of whatever thread.
public final class Tally {
  private final int[] next;
  private int count;
  private long sum;

  /// @param senders a power of two; what sender `s` sends leaves the rest `s` when divided by them
  public Tally(int senders) {
    next = new int[senders];
    for (int sender = 0; sender < senders; sender++) {
      next[sender] = sender;
    }
  }

  /// @throws IllegalStateException if it is not the next of its sender
  public void add(int value) {
    int sender = value & (next.length - 1);
    if (value != next[sender]) {
      throw new IllegalStateException("got %d instead of %d".formatted(value, next[sender]));
    }
    next[sender] = value + next.length;
    count++;
    sum += value;
  }

  /// @throws IllegalStateException if not exactly the values from 0 to below `values` have arrived
  public void check(int values) {
    if (count != values || sum != values * (values - 1L) / 2) {
      throw new IllegalStateException(
          "%d values arrived and not %d; their sum is %d".formatted(count, values, sum));
    }
  }
}

package io.weightless.sync;

import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Suspension;
import io.weightless.engine.internal.WaitQueue;

/// A number of permits: lets so many tasks at a time through, or so much weight.
///
/// Permits belong to nobody: any task or callback may give them back, but never more than there
/// were.
///
/// - **Order**: strictly first come, first served. One that asks for many holds up those behind it,
///   also where they ask for fewer than are free; so it can't starve.
/// - **Limit**: the permits that it was made with.
public final class Semaphore {
  private final Carrier carrier = Carrier.current();
  private final WaitQueue<Integer> waiters = new WaitQueue<>(this, _ -> serve());
  private final int permits;
  private int free;

  /// @param permits how many there are, all free now
  public Semaphore(int permits) {
    if (permits < 1) {
      throw new IllegalArgumentException("a semaphore needs a permit at least, not " + permits);
    }
    this.permits = permits;
    free = permits;
  }

  /// Takes a permit; see [#acquire(int)].
  public void acquire() {
    acquire(1);
  }

  /// Takes `weight` permits, all at once; give them back in a `finally` block.
  ///
  /// - **Waits**: until they are free and all who came before have theirs; a cancellation point
  ///   also when it need not wait.
  ///
  /// @throws IllegalArgumentException when there never can be so many
  public void acquire(int weight) {
    carrier.checkOwner();
    checkWeight(weight);
    Suspension.checkpoint();
    if (!take(weight)) {
      waiters.add(weight).await();
    }
  }

  /// Takes a permit; see [#tryAcquire(int)].
  public boolean tryAcquire() {
    return tryAcquire(1);
  }

  /// Takes `weight` permits if they are free and nobody waits.
  ///
  /// - **Waits**: never.
  ///
  /// @return whether it took them
  public boolean tryAcquire(int weight) {
    carrier.checkOwner();
    checkWeight(weight);
    return take(weight);
  }

  /// Gives a permit back; see [#release(int)].
  public void release() {
    release(1);
  }

  /// Gives `weight` permits back, straight to those who wait.
  ///
  /// - **Waits**: never.
  ///
  /// @throws IllegalStateException when so many are not out
  public void release(int weight) {
    carrier.checkOwner();
    checkWeight(weight);
    if (weight > permits - free) {
      throw new IllegalStateException(
          "can't release " + weight + ": only " + (permits - free) + " of " + permits + " are out");
    }
    free += weight;
    serve();
  }

  /// How many permits nobody has. Some may be free while one waits that asked for more.
  public int free() {
    return free;
  }

  private boolean take(int weight) {
    if (weight > free || !waiters.isEmpty()) {
      return false;
    }
    free -= weight;
    return true;
  }

  /// Gives what is free to those who wait, until the first of them asks for more than that.
  private void serve() {
    var first = waiters.first();
    while (first != null && first.asked() <= free) {
      free -= first.asked();
      first.wake();
      first = waiters.first();
    }
  }

  private void checkWeight(int weight) {
    if (weight < 1 || weight > permits) {
      throw new IllegalArgumentException(
          "of " + permits + " permits one can take 1 to " + permits + ", not " + weight);
    }
  }

  @Override
  public String toString() {
    return "Semaphore[" + free + " of " + permits + " free; " + waiters + "]";
  }
}

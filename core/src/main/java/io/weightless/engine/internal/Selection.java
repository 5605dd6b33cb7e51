package io.weightless.engine.internal;

import org.jspecify.annotations.Nullable;

/// One strand's wait for the first of several things. Whichever comes first wins, and at that
/// moment all others are left, so that nobody gives it a second one.
///
/// - **Cost**: one object, and one for each queue; constant for each to leave it.
public final class Selection extends Suspension<@Nullable Object> implements Suspension.Withdrawal {
  private final Withdrawal[] ways;
  private int count;
  private int winner = -1;

  /// @param awaited see [Suspension]
  /// @param ways how many things it waits for
  public Selection(Object awaited, int ways) {
    super(awaited);
    this.ways = new Withdrawal[ways];
  }

  /// Waits in `queue` too, for what it is brought there. Nobody may be nudged in it.
  public <A extends @Nullable Object> void join(WaitQueue<A> queue, A asked) {
    join(queue.add(new Candidate<>(queue, asked, this, count)));
  }

  /// Waits for the end of `life` too.
  public void joinEnd(Life life) {
    join(life.awaitedEnd(), true);
  }

  /// Waits for something else too, which will call [#win].
  ///
  /// @param leave takes back what was asked for, when another one has won
  public void join(Withdrawal leave) {
    ways[count++] = leave;
  }

  /// How many things it waits for by now: the number of the next one.
  public int joined() {
    return count;
  }

  /// Waits until one has won.
  ///
  /// @return what it brought
  public @Nullable Object await() {
    return await(this);
  }

  /// Which one has won: the number of its `join`, from 0.
  public int winner() {
    return winner;
  }

  /// It is `way` that has come first.
  public void win(int way, @Nullable Object brought) {
    leaveAllBut(way);
    resume(brought);
  }

  void lose(int way, Throwable failure) {
    leaveAllBut(way);
    fail(failure);
  }

  private void leaveAllBut(int way) {
    assert !isSettled();
    winner = way;
    for (int i = 0; i < count; i++) {
      if (i != way) {
        ways[i].withdraw();
      }
    }
  }

  @Override
  public boolean withdraw() {
    leaveAllBut(-1);
    return true;
  }
}

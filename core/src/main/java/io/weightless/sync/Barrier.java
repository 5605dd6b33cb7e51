package io.weightless.sync;

import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Strand;
import io.weightless.engine.internal.Suspension;
import io.weightless.engine.internal.WaitQueue;
import org.jspecify.annotations.Nullable;

/// Where a fixed number of tasks wait for each other; when the last one comes all go on, and the
/// next generation begins.
///
/// A party that is cancelled would let the others wait for ever: so it breaks the generation. All
/// who wait get [BarrierBroken] and so does everybody who comes, until [#reset].
public final class Barrier {
  private final Carrier carrier = Carrier.current();
  private final WaitQueue<@Nullable Void> waiters = new WaitQueue<>(this, this::desertedBy);
  private final int parties;
  private long generation;

  /// Who was missing in this generation; null while it is whole.
  private @Nullable String broken;

  /// @param parties how many tasks wait for each other
  public Barrier(int parties) {
    if (parties < 1) {
      throw new IllegalArgumentException("a barrier needs a party at least, not " + parties);
    }
    this.parties = parties;
  }

  /// Waits until all parties have come.
  ///
  /// - **Order**: the last one does not wait, and goes on before the others: what it does before
  ///   its next wait they all find done. The others follow in the order in which they came.
  /// - **Waits**: unless it is the last; a cancellation point for that one too.
  /// - **Cancelled**: the generation is broken, also when it was cancelled before it came.
  ///
  /// @return how many came before it in this generation: 0 for the first, and one less than the
  ///   parties for the last
  public int await() {
    carrier.checkOwner();
    arrive();
    if (broken != null) {
      throw new BarrierBroken(broken);
    }
    int place = waiters.count();
    if (place < parties - 1) {
      waiters.add(null).await();
    } else {
      generation++;
      waiters.wakeAll();
    }
    return place;
  }

  /// Begins a new generation. Those who wait get [BarrierBroken].
  ///
  /// - **Waits**: never.
  public void reset() {
    carrier.checkOwner();
    shatter("it was reset");
    generation++;
    broken = null;
  }

  public boolean isBroken() {
    return broken != null;
  }

  private void arrive() {
    try {
      Suspension.checkpoint();
    } catch (Error cancelled) {
      desertedBy(Strand.current());
      throw cancelled;
    }
  }

  private void desertedBy(Strand party) {
    shatter("task " + party.quotedName() + " was cancelled");
  }

  private void shatter(String why) {
    if (broken == null) {
      broken = why;
    }
    for (var waiter = waiters.first(); waiter != null; waiter = waiters.first()) {
      waiter.wakeFailing(new BarrierBroken(why));
    }
  }

  @Override
  public String toString() {
    String state =
        broken == null
            ? waiters.count() + " of " + parties + " came; " + waiters
            : "broken: " + broken;
    return "Barrier[generation " + generation + ", " + state + "]";
  }
}

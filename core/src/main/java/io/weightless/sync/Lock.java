package io.weightless.sync;

import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Owed;
import io.weightless.engine.internal.Strand;
import io.weightless.engine.internal.Suspension;
import io.weightless.engine.internal.WaitQueue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lets one task at a time through: for what has to stay as it is across a wait.
///
/// Between two waits nothing else of the reactor runs, so code that does not wait needs no lock.
/// Given back, it goes straight to the task that has waited longest; nobody can take it in between.
///
/// It is not reentrant: code that takes it expects to find things as they are between two holders,
/// and would find them half done where its own caller left them. A task that takes it twice is told
/// so. One that ends while it has it leaves them half done for good: whoever waits for the lock
/// then, or takes it later, is told that.
public final class Lock {
  private final Carrier carrier = Carrier.current();
  private final WaitQueue<@Nullable Void> waiters = new WaitQueue<>(new Turn());
  private final Held held = new Held();
  private @Nullable Strand holder;

  /// What those who wait for it wait for.
  private final class Turn implements Strand.Possession, Owed {
    @Override
    public List<Strand> owedBy() {
      return holder == null ? List.of() : List.of(holder);
    }

    @Override
    public void abandonedBy(Strand ended) {
      if (holder == ended) {
        for (var left = waiters.first(); left != null; left = waiters.first()) {
          left.wakeFailing(abandoned(ended));
        }
      }
    }

    @Override
    public String toString() {
      return Lock.this.toString();
    }
  }

  /// A lock that its task holds; closing it gives the lock back.
  public final class Held implements AutoCloseable {
    private Held() {}

    /// The same as [#unlock].
    @Override
    public void close() {
      unlock();
    }
  }

  /// Takes the lock until the block ends: `try (var _ = lock.hold()) { ... }`.
  ///
  /// - **Waits**: while others have it or came before; see [#lock].
  public Held hold() {
    lock();
    return held;
  }

  /// Takes the lock; pairs with [#unlock] in a `finally` block.
  ///
  /// - **Waits**: while others have it or came before; a cancellation point also when nobody has.
  ///
  /// @throws IllegalStateException when the caller has it already, or a task ended while it had it
  public void lock() {
    carrier.checkOwner();
    Suspension.checkpoint();
    Strand caller = Strand.current();
    if (holder == caller) {
      throw new IllegalStateException(
          "task " + caller.quotedName() + " holds this lock already, and it is not reentrant");
    }
    if (!take(caller)) {
      waiters.add(null).await();
    }
  }

  /// Takes the lock if nobody has it.
  ///
  /// - **Waits**: never.
  ///
  /// @return whether the caller took it; false also when the caller had it before
  /// @throws IllegalStateException when a task ended while it had it
  public boolean tryLock() {
    carrier.checkOwner();
    return take(Strand.current());
  }

  /// Gives the lock back, to the task that has waited longest.
  ///
  /// - **Waits**: never.
  ///
  /// @throws IllegalStateException when the caller does not have it
  public void unlock() {
    carrier.checkOwner();
    Strand caller = Strand.current();
    if (holder != caller) {
      throw new IllegalStateException(
          "task " + caller.quotedName() + " can't unlock what it does not hold: " + this);
    }
    caller.gaveBack();
    var next = waiters.first();
    if (next == null) {
      holder = null;
    } else {
      give(next.strand());
      next.wake();
    }
  }

  /// Whether a task has it.
  public boolean isLocked() {
    return holder != null;
  }

  private boolean take(Strand caller) {
    if (holder == null) {
      give(caller);
      return true;
    }
    if (holder.hasEnded()) {
      throw abandoned(holder);
    }
    return false;
  }

  private void give(Strand next) {
    holder = next;
    next.took();
  }

  private static IllegalStateException abandoned(Strand holder) {
    return new IllegalStateException(
        "task " + holder.quotedName() + " ended while it held this lock");
  }

  @Override
  public String toString() {
    if (holder == null) {
      return "Lock[free]";
    }
    String ended = holder.hasEnded() ? ", which has ended" : "";
    return "Lock[held by " + holder.quotedName() + ended + "; " + waiters + "]";
  }
}

package io.weightless.engine.internal;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The one primitive for waiting: one strand waits in it once, and is resumed or failed once.
///
/// All that waits in this project is written on it, so the rules of waiting hold everywhere: each
/// wait is a cancellation point; an interrupt does not make it spin; where the stack can't be set
/// aside it refuses instead of stopping the loop. From curio's traps and Weightless's Suspend.
///
/// - **Order**: a resumed strand runs behind all that is ready.
/// - **Runs on**: the carrier of the strand that made it; from elsewhere go through `Reactor.post`.
/// - **Cost**: one small object and one turn; no turn when it was settled before the wait.
public sealed class Suspension<T extends @Nullable Object> permits Waiter, Selection, Turn {
  private static final Object PENDING = new Object();

  /// Ended by a cancellation; by which is asked when it goes on, for another one may come before.
  private static final Object CANCELLED = new Object();

  /// Marks what comes from another thread: while somebody waits for it, more can happen than this
  /// carrier knows of.
  public interface Foreign {
    /// Whether it does now: some know only later where their answers come from.
    default boolean isForeign() {
      return true;
    }
  }

  /// How to take back what this wait asked for, when the wait is cancelled.
  public interface Withdrawal {
    /// @return true when it is taken back, so that the wait ends now; false when the answer is on
    ///   its way, so that the wait ends with it
    boolean withdraw();
  }

  private final Strand strand;

  /// What it waits for, for reports.
  private final Object awaited;

  /// [#PENDING], then once and for all the value, a [Failure] or [#CANCELLED].
  private @Nullable Object outcome = PENDING;

  private @Nullable Withdrawal withdrawal;

  private record Failure(Throwable cause) {}

  /// A suspension of the calling strand.
  ///
  /// @param awaited what it waits for; reports show its `toString`, and a [Foreign] one comes from
  ///   another thread
  /// @throws Pinned when the strand has promised not to wait: before anything was asked for
  public Suspension(Object awaited) {
    this(Strand.current(), awaited, null);
    strand.checkMayWait();
  }

  /// One of `strand`, which has looked whether it may wait.
  Suspension(Strand strand, Object awaited, @Nullable Withdrawal withdrawal) {
    this.strand = strand;
    this.awaited = awaited;
    this.withdrawal = withdrawal;
  }

  /// Throws what a wait would throw now if the calling strand is cancelled; waits never.
  public static void checkpoint() {
    checkpoint(Strand.current());
  }

  /// The same for what belongs to `owner`: a caller that does not run on it is refused.
  ///
  /// @return the calling strand
  public static Strand checkpoint(Carrier owner) {
    Strand caller = owner.running; // a look at it is quicker than asking who the caller is
    if (caller == null || caller.thread() != Thread.currentThread()) {
      owner.checkOwner();
      caller = Strand.current(); // a callback is none
    }
    checkpoint(caller);
    return caller;
  }

  private static void checkpoint(Strand caller) {
    Error cancelled = caller.pending();
    if (cancelled != null) {
      throw told(caller, cancelled);
    }
  }

  /// A cancelled strand is interrupted at each wait of ours, so that the JDK's waits end too. One
  /// that is told a second time in the same turn has to give it up first: it may be in a loop that
  /// catches everything, and the others must go on.
  static Error told(Strand strand, Error cancelled) {
    Carrier carrier = strand.carrier();
    if (carrier.toldIn == carrier.turns()) {
      giveWay(strand);
    }
    carrier.toldIn = carrier.turns();
    Thread.currentThread().interrupt();
    return cancelled;
  }

  /// Lets all that is ready have a turn, where the caller may wait; else nothing happens. No
  /// cancellation point: for who has done something that is not to be taken back.
  public static void giveWay() {
    giveWay(Strand.current());
  }

  private static void giveWay(Strand strand) {
    if (!strand.holds()) {
      try {
        strand.yieldTurn();
      } catch (Pinned _) {
        // it can't
      }
    }
  }

  /// Lets all that is ready have a turn. A cancellation point.
  public static void yield() {
    checkpoint();
    Strand strand = Strand.current();
    strand.checkMayWait();
    strand.yieldTurn();
  }

  public final Strand strand() {
    return strand;
  }

  final Object awaited() {
    return awaited;
  }

  public final boolean isSettled() {
    return outcome != PENDING;
  }

  /// Ends the wait with a value. False, and nothing happens, when it was settled already.
  public final boolean resume(T value) {
    return settle(value);
  }

  /// Ends the wait by throwing `cause` from it. False when it was settled already.
  public final boolean fail(Throwable cause) {
    return settle(new Failure(cause));
  }

  /// For another wait by the same strand, when it is settled.
  final void rearm() {
    outcome = PENDING;
  }

  private boolean settle(@Nullable Object result) {
    if (outcome != PENDING) {
      return false;
    }
    outcome = result;
    if (strand.waiting == this) {
      strand.ready();
    }
    return true;
  }

  /// Waits until it is settled.
  ///
  /// - **Cancelled**: `withdrawal` has taken back what was asked for, or the answer came first.
  ///
  /// @throws Pinned when the stack can't be set aside, or must not be: see [Strand#hold]
  public final T await(Withdrawal withdrawal) {
    this.withdrawal = withdrawal;
    return awaitWithdrawable();
  }

  /// The same with the withdrawal that it has; without one as [#awaitShielded].
  final T awaitWithdrawable() {
    if (outcome == PENDING && withdrawal != null) {
      Error cancelled = strand.pending();
      if (cancelled != null && withdrawal.withdraw()) {
        throw told(strand, cancelled);
      }
    }
    return awaitShielded();
  }

  /// Waits until it is settled, cancelled or not: for waits whose end is certain.
  @SuppressWarnings({"unchecked", "NullAway"}) // what was resumed with is a T
  public final T awaitShielded() {
    if (outcome == PENDING) {
      park();
    }
    if (outcome instanceof Failure failure) {
      Rethrow.<RuntimeException>as(failure.cause());
    }
    if (outcome == CANCELLED) {
      throw Objects.requireNonNull(strand.pending());
    }
    return (T) outcome;
  }

  /// The interrupt flag stays as it is: [Strand#park] does not look at it. A cancelled strand gets
  /// it set at each resume, for the JDK's waits.
  private void park() {
    strand.waiting = this;
    try {
      strand.checkMayWait();
      while (outcome == PENDING) {
        strand.park();
      }
    } catch (Throwable refused) {
      if (withdrawal != null) {
        withdrawal.withdraw();
      }
      throw refused;
    } finally {
      strand.waiting = null;
      if (strand.isCancelled()) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Ends a cancelled wait, unless its answer is on its way or it is shielded.
  final void cancel() {
    if (outcome == PENDING && withdrawal != null && strand.isCancelled() && withdrawal.withdraw()) {
      settle(CANCELLED);
    }
  }
}

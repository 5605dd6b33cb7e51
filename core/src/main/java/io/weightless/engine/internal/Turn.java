package io.weightless.engine.internal;

import org.jspecify.annotations.Nullable;

/// A strand's wait for its turn, among strands that hand turns to each other: whoever is given one
/// comes next, before all that is ready, so that there and back again is two switches.
///
/// One object for the life of the strand, which waits in it again and again. A turn that it has
/// been given and has not taken is one only.
public final class Turn extends Suspension<@Nullable Object> {
  Turn(Strand strand, Object awaited, @Nullable Withdrawal whenCancelled) {
    super(strand, awaited, whenCancelled);
  }

  /// One of the calling strand.
  ///
  /// @param awaited what it waits for, for reports
  /// @param whenCancelled told when it is cancelled while it waits; null for nobody
  public static Turn ofCaller(Object awaited, @Nullable Withdrawal whenCancelled) {
    return new Turn(Strand.current(), awaited, whenCancelled);
  }

  /// One of a new strand on the caller's carrier. It starts when it is given its first turn, and
  /// has to [#take] it before all else.
  public static Turn ofNew(
      String name, Life life, Object awaited, @Nullable Withdrawal whenCancelled) {
    return new Turn(Carrier.current().strand(name, life), awaited, whenCancelled);
  }

  /// Its strand comes next: it goes on with `value`, or by throwing `failure`.
  public void give(@Nullable Object value, @Nullable Throwable failure) {
    if (isSettled()) {
      return;
    }
    Strand strand = strand();
    if (strand.isNew()) {
      strand.handedOver = true;
      strand.ready();
    } else {
      strand.handedOver = strand.waiting == this;
    }
    if (failure == null) {
      resume(value);
    } else {
      fail(failure);
    }
  }

  /// @throws Pinned when its strand has promised not to wait
  public void checkMayWait() {
    strand().checkMayWait();
  }

  /// For its strand: waits until it is given a turn.
  ///
  /// @return what it was given with it
  public @Nullable Object take() {
    try {
      return awaitWithdrawable();
    } finally {
      rearm();
    }
  }

  /// For its strand, which runs: gives `next` a turn, and waits for one.
  ///
  /// @return what it was given with it
  /// @throws Pinned when it can't be set aside: then `next` has not had its turn
  public @Nullable Object handTo(Turn next, @Nullable Object value, @Nullable Throwable failure) {
    strand().checkMayWait();
    next.give(value, failure);
    boolean taken = false;
    try {
      Object given = awaitWithdrawable();
      taken = true;
      return given;
    } finally {
      if (!taken && !isSettled()) {
        next.rearm(); // its strand runs for nothing, and waits on
      }
      rearm();
    }
  }
}

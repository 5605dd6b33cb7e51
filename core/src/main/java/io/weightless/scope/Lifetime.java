package io.weightless.scope;

import io.weightless.engine.internal.Interruption;
import io.weightless.engine.internal.Life;
import io.weightless.engine.internal.Strand;
import io.weightless.reactor.Cancelled;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What scopes and tasks have in common: a place in the tree of lifetimes, and being cancelled.
///
/// Cancellation is a state. It spreads to everything inside when it comes, shielded lifetimes
/// aside, and whatever starts inside later is born with it; so a wait has one field to look at, at
/// any depth.
abstract sealed class Lifetime extends Life permits Scope, Task {
  private final @Nullable Lifetime parent;

  /// The strand that runs in it.
  private @Nullable Strand strand;

  private @Nullable Lifetime firstChild;
  private @Nullable Lifetime previous;
  private @Nullable Lifetime next;

  /// Of the outermost one around here that was cancelled: the one that takes the error back. One
  /// field, for there are very many tasks.
  private @Nullable Cancellation cancellation;

  /// @param origin a lifetime, or what is around the outermost one: see [Life#cancelledAround]
  private record Cancellation(Object origin, String reason) {}

  /// @param shielded whether what is around it can't cancel it
  Lifetime(Life around, boolean shielded) {
    parent = around instanceof Lifetime lifetime ? lifetime : null;
    cancellation = shielded ? null : cancellationOf(around);
    if (parent != null) {
      next = parent.firstChild;
      if (next != null) {
        next.previous = this;
      }
      parent.firstChild = this;
    }
  }

  private static @Nullable Cancellation cancellationOf(Life around) {
    if (around instanceof Lifetime lifetime) {
      return lifetime.cancellation;
    }
    return pendingIn(around) instanceof Cancelled cancelled
        ? new Cancellation(cancelled.origin(), String.valueOf(cancelled.getMessage()))
        : null;
  }

  final @Nullable Lifetime parent() {
    return parent;
  }

  /// Whether only its own end, and that of the reactor, cancel it.
  boolean isShielded() {
    return false;
  }

  @Override
  protected final @Nullable Life around() {
    return parent;
  }

  @Override
  protected final @Nullable String describe() {
    String words = inWords();
    return words == null || cancellation == null
        ? words
        : words + ", cancelled: " + cancellation.reason;
  }

  /// What it is, for reports; null when that need not be told.
  @Nullable String inWords() {
    return null;
  }

  /// For the body of a shielded scope: a wait that what is around the scope can cancel.
  final void awaitUnshielded(Runnable wait) {
    Strand strand = strand();
    strand.life(Objects.requireNonNull(outside()));
    try {
      wait.run();
    } finally {
      strand.life(this);
    }
  }

  final void runOn(Strand strand) {
    this.strand = strand;
  }

  final Strand strand() {
    return Objects.requireNonNull(strand);
  }

  final boolean hasChildren() {
    return firstChild != null;
  }

  /// Of those that were begun in it and have not ended, the oldest first.
  final List<Strand> strandsInside() {
    List<Strand> strands = new ArrayList<>();
    for (Lifetime child = firstChild; child != null; child = child.next) {
      strands.add(child.strand());
    }
    return strands.reversed();
  }

  /// Takes it out of the tree.
  final void end() {
    if (parent == null) {
      return;
    }
    if (previous == null) {
      parent.firstChild = next;
    } else {
      previous.next = next;
    }
    if (next != null) {
      next.previous = previous;
    }
    previous = null; // or one that is held would hold all those that came and went beside it
    next = null;
  }

  @Override
  protected final boolean isCancelled() {
    return cancellation != null;
  }

  @Override
  protected final @Nullable Error pending() {
    return cancellation == null ? null : new Cancelled(cancellation.reason, cancellation.origin);
  }

  @Override
  protected final @Nullable Strand owner() {
    Lifetime at = this;
    while (at.parent != null && at.parent.strand == strand) {
      at = at.parent;
    }
    return at.parent == null ? null : at.parent.strand;
  }

  /// Cancels everything inside. The first reason stays.
  final void cancelAll(String why) {
    strand().carrier().checkOwner();
    if (cancellation == null) {
      spread(new Cancellation(this, why));
    }
  }

  @Override
  protected final void cancelledAround(String reason, Object origin) {
    if (!isShielded()) {
      spread(new Cancellation(origin, reason));
    }
  }

  @Override
  protected final void cancelledLike(Life around) {
    Cancellation origin = cancellationOf(around);
    if (origin != null && !isShielded()) {
      spread(origin);
    }
  }

  /// Parents before children, and not by recursion: the tree may be deeper than the stack.
  private void spread(Cancellation spreading) {
    Lifetime at = this;
    while (at != null) {
      if (at != this && at.isShielded()) {
        at = at.afterIn(this);
        continue;
      }
      at.cancellation = spreading;
      if (at.strand != null && at.strand.life() == at) {
        at.strand.wake();
      }
      at = at.firstChild == null ? at.afterIn(this) : at.firstChild;
    }
  }

  /// The lifetime that comes after this one and all inside it, in a walk of the tree below `root`.
  private @Nullable Lifetime afterIn(Lifetime root) {
    Lifetime at = this;
    while (at != root && at.next == null) {
      at = Objects.requireNonNull(at.parent);
    }
    return at == root ? null : at.next;
  }

  /// The cancellation that unwinds this lifetime by `thrown`, which ends it; null when it failed.
  ///
  /// Where a wait of ours throws Cancelled, one of the JDK is interrupted; so in a cancelled
  /// lifetime an InterruptedException says the same, or that a file or a socket was closed by it.
  final @Nullable Cancelled unwinding(Throwable thrown) {
    if (thrown instanceof Cancelled cancelled) {
      return isUnwoundBy(cancelled) ? cancelled : null;
    }
    return Interruption.isSaidBy(thrown) && pendingNow() instanceof Cancelled pending
        ? pending
        : null;
  }

  /// Whether it, one around it, what is around them all, or the reactor was cancelled. Any other
  /// `cancelled` has strayed in, and is a failure.
  private boolean isUnwoundBy(Cancelled cancelled) {
    Object origin = cancelled.origin();
    if (cancellation != null && cancellation.origin == origin) {
      return true;
    }
    if (!(origin instanceof Lifetime)) {
      return strand().pending() instanceof Cancelled pending && pending.origin() == origin;
    }
    Lifetime around = this;
    while (around != null && around != origin) {
      around = around.parent;
    }
    return around != null;
  }

  /// The innermost one that the calling task is in.
  ///
  /// @throws IllegalStateException in a task that has none, as the main one outside of all scopes
  static Lifetime ofCaller() {
    Lifetime innermost = of(Strand.current());
    if (innermost == null) {
      throw new IllegalStateException("this task is in no scope");
    }
    return innermost;
  }

  /// The innermost one that `strand` is in; null for none.
  static @Nullable Lifetime of(Strand strand) {
    return strand.enclosing() instanceof Lifetime innermost ? innermost : null;
  }

  /// What a wait of the calling task would throw now.
  static @Nullable Error pendingNow() {
    return Strand.current().pending();
  }
}

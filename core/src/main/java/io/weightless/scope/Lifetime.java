package io.weightless.scope;

import io.weightless.engine.internal.Cancellation;
import io.weightless.engine.internal.Strand;
import io.weightless.reactor.Cancelled;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What scopes and tasks have in common: a place in the tree of lifetimes, and being cancelled.
///
/// Cancellation is a state. It spreads to everything inside when it comes, and whatever starts
/// inside later is born with it; so a wait has one field to look at, at any depth.
abstract sealed class Lifetime extends Cancellation permits Scope, Task {
  private final @Nullable Lifetime parent;

  /// The strand that runs in it.
  private @Nullable Strand strand;

  private @Nullable Lifetime firstChild;
  private @Nullable Lifetime previous;
  private @Nullable Lifetime next;

  /// The outermost one around here that was cancelled: the one that takes the error back.
  private @Nullable Lifetime cancelledBy;

  private @Nullable String reason;

  Lifetime(@Nullable Lifetime parent) {
    this.parent = parent;
    if (parent != null) {
      cancelledBy = parent.cancelledBy;
      next = parent.firstChild;
      if (next != null) {
        next.previous = this;
      }
      parent.firstChild = this;
    }
  }

  final @Nullable Lifetime parent() {
    return parent;
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
  }

  /// Whether it was cancelled itself, and not only by one around it.
  final boolean wasCancelledItself() {
    return reason != null;
  }

  /// Why it was cancelled itself.
  final String why() {
    return Objects.requireNonNull(reason);
  }

  final boolean isCancelled() {
    return cancelledBy != null;
  }

  @Override
  protected final @Nullable Error pending() {
    return cancelledBy == null ? null : new Cancelled(cancelledBy.why(), cancelledBy);
  }

  /// Cancels everything inside. The first reason stays.
  final void cancelAll(String why) {
    strand().carrier().checkOwner();
    if (reason == null) {
      reason = why;
    }
    if (cancelledBy == null) {
      spread(this);
    }
  }

  private void spread(Lifetime origin) {
    cancelledBy = origin;
    if (strand != null && strand.cancellation() == this) {
      strand.wake();
    }
    for (Lifetime child = firstChild; child != null; child = child.next) {
      child.spread(origin);
    }
  }

  /// Whether `cancelled` unwinds this lifetime rightly: because it, one around it, or the reactor
  /// was cancelled. Any other one has strayed in, and is a failure.
  final boolean isUnwoundBy(Cancelled cancelled) {
    if (!(cancelled.origin() instanceof Lifetime origin)) {
      return true;
    }
    Lifetime around = this;
    while (around != null && around != origin) {
      around = around.parent;
    }
    return around != null;
  }
}

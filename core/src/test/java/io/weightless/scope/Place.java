package io.weightless.scope;

import io.weightless.reactor.Cancelled;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// A scope or a task in the tree of [ScriptByRules].
abstract class Place {
  final @Nullable Place parent;
  final Deque<Place> children = new ArrayDeque<>(); // the youngest first
  @Nullable Place cancelledBy;
  @Nullable String reason;

  Place(@Nullable Place parent, boolean isShielded) {
    this.parent = parent;
    if (parent != null) {
      cancelledBy = isShielded ? null : parent.cancelledBy;
      parent.children.addFirst(this);
    }
  }

  boolean isShielded() {
    return false;
  }

  /// Has the one who is in it, and in nothing inside it, look.
  abstract void wake();

  void cancel(String why) {
    if (reason == null) {
      reason = why;
    }
    if (cancelledBy == null) {
      spread(this);
    }
  }

  /// What a wait throws that it cancelled.
  Cancelled told() {
    return new Cancelled(String.valueOf(reason), this);
  }

  private void spread(Place origin) {
    cancelledBy = origin;
    wake();
    for (Place child : children) {
      if (!child.isShielded()) {
        child.spread(origin);
      }
    }
  }

  boolean isUnwoundBy(Throwable thrown) {
    if (!(thrown instanceof Cancelled cancelled)) {
      return false;
    }
    Place around = this;
    while (around != null && around != cancelled.origin()) {
      around = around.parent;
    }
    return around != null;
  }
}

package io.weightless.engine.internal;

import org.jspecify.annotations.Nullable;

/// What a lifetime began, and ends when it ends itself; in a list that is linked through them.
public abstract class Dependent {
  private @Nullable Dependent older;
  private @Nullable Dependent newer;

  /// Waits as long as that takes.
  protected abstract void endWithOwner();

  /// From now on `owner` has to end it.
  void join(Life owner) {
    older = owner.youngest;
    if (older != null) {
      older.newer = this;
    }
    owner.youngest = this;
  }

  /// It has ended before `owner` has, or is about to. Idempotent.
  void leave(Life owner) {
    if (newer != null) {
      newer.older = older;
    } else if (owner.youngest == this) {
      owner.youngest = older;
    }
    if (older != null) {
      older.newer = newer;
    }
    older = null;
    newer = null;
  }
}

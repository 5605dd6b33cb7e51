package io.weightless.deferred;

import org.jspecify.annotations.Nullable;

/// Where a Deferred was made and fired, for whoever debugs: see [Deferred#debug].
final class History {
  /// Of those that were made while nobody debugged.
  static final History NONE = new History(null);

  static volatile boolean isKept = Boolean.getBoolean("weightless.deferred.debug");

  private final @Nullable Throwable made;
  private @Nullable Throwable fired;

  /// Never thrown: it is where somebody was.
  private static final class Here extends Throwable {
    private static final long serialVersionUID = 1L;

    Here(String what, @Nullable Throwable before) {
      super(what, before);
    }
  }

  private History(@Nullable Throwable made) {
    this.made = made;
  }

  static History begin() {
    return isKept ? new History(new Here("it was made here", null)) : NONE;
  }

  void fired() {
    if (made != null) {
      fired = new Here("it was fired here", made);
    }
  }

  /// The newest, caused by what came before it; null when none was kept.
  @Nullable Throwable trace() {
    return fired == null ? made : fired;
  }
}

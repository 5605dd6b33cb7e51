package io.weightless.engine.internal;

import org.jspecify.annotations.Nullable;

/// What a [Strand] is for, and what it asks at each wait: may I still wait?
///
/// Cancellation is a state, not an event: once `pending` answers, it keeps answering until the one
/// who cancelled has ended what was cancelled. A class and not an interface, so that its methods
/// are no part of what others can call; and one object for all, so that a task is one.
public abstract class Life {
  /// Of those that it ends with itself.
  @Nullable Dependent youngest;

  /// What the strand runs that is started for this life. Nothing, for one that a strand enters
  /// which runs already.
  protected void live() {}

  /// The strand that started the one that runs in this life, and outlives it; null for none.
  protected @Nullable Strand owner() {
    return null;
  }

  /// The one that encloses what a strand opens in it: itself, or the one that it only passes on.
  protected Life enclosing() {
    return this;
  }

  /// What its strand was in when it opened this one; null for the one that it was started for.
  protected @Nullable Life outside() {
    return null;
  }

  /// What is around it, where it began; null for none.
  protected @Nullable Life around() {
    return null;
  }

  /// What it is, in words, for reports about the strand that is in it; null when that need not be
  /// told.
  protected @Nullable String describe() {
    return null;
  }

  /// Those who wait for its end, which has not come; each asked whether it gets to see how it
  /// ended.
  protected WaitQueue<Boolean> awaitedEnd() {
    throw new UnsupportedOperationException("nobody can wait for the end of " + this);
  }

  /// Whether a wait has to end.
  protected abstract boolean isCancelled();

  /// A fresh error to throw at the wait, with the stack of the one who waits; null when nothing is
  /// cancelled.
  protected abstract @Nullable Error pending();

  /// A strand that was in no other than this one entered `inside`; or the one of a fiber, which has
  /// this one around it.
  protected void entered(Life inside) {}

  /// It left `inside`.
  protected void left(Life inside) {}

  /// What is around this one was cancelled: everything inside is from now on.
  ///
  /// @param origin what takes the error back
  protected void cancelledAround(String reason, Object origin) {}

  /// What is around this one was cancelled as `around` is.
  protected void cancelledLike(Life around) {}

  /// Ends what it began and has not ended, the youngest first. Waits as long as that takes.
  ///
  /// @return the first failure, with the others suppressed in it; null for none
  protected final @Nullable Throwable endDependents() {
    return youngest == null ? null : endAll(); // most have none, so it stays out of their frames
  }

  private @Nullable Throwable endAll() {
    Throwable failure = null;
    for (Dependent next = youngest; next != null; next = youngest) {
      next.leave(this);
      try {
        next.endWithOwner();
      } catch (Throwable e) {
        failure = Failures.first(failure, e);
      }
    }
    return failure;
  }

  /// Tells `life` that what is around it was cancelled.
  protected static void cancelAround(Life life, String reason, Object origin) {
    life.cancelledAround(reason, origin);
  }

  /// What a wait in `life` throws.
  protected static @Nullable Error pendingIn(Life life) {
    return life.pending();
  }

  /// One that runs `body`, and that only the end of its reactor cancels.
  public static Life of(Runnable body) {
    return new Life() {
      @Override
      protected void live() {
        body.run();
      }

      @Override
      protected boolean isCancelled() {
        return false;
      }

      @Override
      protected @Nullable Error pending() {
        return null;
      }
    };
  }
}

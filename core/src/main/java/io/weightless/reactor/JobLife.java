package io.weightless.reactor;

import io.weightless.engine.internal.Interruption;
import io.weightless.engine.internal.Life;
import io.weightless.engine.internal.Outermost;
import io.weightless.engine.internal.Strand;
import org.jspecify.annotations.Nullable;

/// One run of a job: a task of its own, that no scope is around.
final class JobLife extends Life {
  private final Job<?> job;
  private final Runnable hasTurn;
  private @Nullable Strand strand;

  private final Outermost inside = new Outermost();

  /// Why it was cancelled.
  private @Nullable String reason;

  /// @param hasTurn called when it has its first turn
  JobLife(Job<?> job, Runnable hasTurn) {
    this.job = job;
    this.hasTurn = hasTurn;
  }

  @Override
  protected void live() {
    hasTurn.run();
    strand = Strand.current();
    job.begin(this);
  }

  /// Whether `caller` stands on it.
  boolean isOf(@Nullable Strand caller) {
    return caller != null && strand == caller;
  }

  /// For its reactor. Too late when it has ended; the first reason stays.
  void cancel(String why) {
    if (reason == null && strand != null && !strand.hasEnded()) {
      reason = why;
      inside.cancel(why, this);
      if (strand.isCancelled()) {
        strand.wake();
      }
    }
  }

  @Override
  protected void entered(Life outermost) {
    inside.entered(outermost);
  }

  @Override
  protected void left(Life outermost) {
    inside.left(outermost);
  }

  @Override
  protected boolean isCancelled() {
    return reason != null;
  }

  @Override
  protected @Nullable Error pending() {
    return reason == null ? null : new Cancelled(reason, this);
  }

  /// Whether it is the calling task's own cancellation, or its reactor's, that ends it by `thrown`.
  static boolean isUnwinding(Throwable thrown) {
    Strand caller = Strand.currentOrNull();
    if (caller == null || !(caller.pending() instanceof Cancelled pending)) {
      return false;
    }
    return thrown instanceof Cancelled cancelled
        ? cancelled.origin() == pending.origin()
        : Interruption.isSaidBy(thrown);
  }
}

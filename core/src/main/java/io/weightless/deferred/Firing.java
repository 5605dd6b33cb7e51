package io.weightless.deferred;

import io.weightless.engine.internal.Failures;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// How a [Deferred] fires: once, by whoever has its result, or because it is cancelled.
abstract sealed class Firing<T extends @Nullable Object> extends Chain<T> permits Deferred {
  private @Nullable Canceller<T> canceller;

  /// Whether what it waits for will come also when it is cancelled.
  private final boolean isPatient;

  private boolean isBeingCancelled;

  /// Whoever would have fired it does not know that it was cancelled.
  private boolean swallowsOne;

  Firing(@Nullable Canceller<T> canceller, boolean patient) {
    this.canceller = canceller;
    isPatient = patient;
  }

  /// Fires it with a value.
  ///
  /// @throws AlreadyCalled when it has fired
  /// @throws IllegalArgumentException when `value` is a Deferred
  public final void callback(T value) {
    checkValue(value);
    fire(value);
  }

  /// Fires it with a failure.
  ///
  /// @throws AlreadyCalled when it has fired
  public final void errback(Throwable failure) {
    fire(new Failed(failure(failure)));
  }

  private void fire(@Nullable Object with) {
    checkOwner();
    if (mayFire()) {
      hasFired(with);
      run();
    }
  }

  @Override
  boolean mayFire() {
    if (!isFired()) {
      return true;
    }
    if (!swallowsOne) {
      throw alreadyCalled();
    }
    swallowsOne = false;
    return false;
  }

  @Override
  void forgetCanceller() {
    canceller = null; // it may know this one, and much else
  }

  /// Cancels what would fire it. One that waits for another one cancels that; with a result it does
  /// nothing.
  ///
  /// Its canceller may fire it. If that does not, it fails with a [CancellationException], which
  /// has what the canceller threw suppressed in it. Without a canceller, one later [#callback] or
  /// [#errback] by whoever does not know is ignored.
  public final void cancel() {
    checkOwner();
    ((Firing<?>) innermost()).cancelThis();
  }

  private void cancelThis() {
    if (isFired() || isBeingCancelled) {
      return;
    }
    CancellationException cancelled = new CancellationException("the Deferred was cancelled");
    isBeingCancelled = true;
    try {
      callCanceller();
    } catch (Throwable e) {
      cancelled.addSuppressed(e);
    }
    isBeingCancelled = false;
    if (!isFired() && !isPatient) {
      errback(cancelled);
    } else if (cancelled.getSuppressed().length > 0) {
      Failures.log("the canceller of a Deferred failed", cancelled.getSuppressed()[0]);
    }
  }

  private void callCanceller() throws Exception {
    if (canceller == null) {
      swallowsOne = true;
    } else {
      canceller.cancel((Deferred<T>) this);
    }
  }
}

package io.weightless.deferred;

import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Strand;
import io.weightless.engine.internal.Suspension;
import io.weightless.reactor.Cancelled;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// A task's wait for a [Deferred]: a link of its chain, and what is to be done when the task is
/// cancelled. One object, for a wait should cost little.
final class Awaiting extends Link.Tap implements Suspension.Withdrawal, Suspension.Foreign {
  private final Deferred<?> awaited;
  private final Suspension<@Nullable Object> wait = new Suspension<>(this);
  private boolean wasTold;

  /// Whether it has ended without the result, which it then does not see.
  private boolean gone;

  private Awaiting(Deferred<?> awaited) {
    this.awaited = awaited;
  }

  /// @return the value, of the type of `deferred`
  static @Nullable Object await(Deferred<?> deferred) {
    if (deferred.hasResult()) {
      Carrier carrier = deferred.carrier();
      if (carrier != null) {
        Suspension.checkpoint(carrier);
      }
      return given(deferred.show());
    }
    if (deferred.runsCaller()) {
      throw new IllegalStateException("a callback can't await the Deferred that it belongs to");
    }
    Awaiting awaiting = new Awaiting(deferred);
    deferred.add(awaiting);
    return awaiting.await();
  }

  private @Nullable Object await() {
    Object result = wait.await(this);
    if (result instanceof Chain.Failed(CancellationException _)) {
      Suspension.checkpoint();
    }
    return given(result);
  }

  @Override
  boolean shows(@Nullable Object result) {
    return !gone && wait.resume(result);
  }

  /// The task was cancelled. What the Deferred comes to because of that is its answer, as long as
  /// something can still be fired that leads to it.
  @Override
  public boolean withdraw() {
    gone = !wait.strand().isCancelled() || leaves(); // one that is not cancelled can't wait here
    return gone;
  }

  private boolean leaves() {
    boolean leaves = wasTold || isEndOfReactor();
    wasTold = true;
    cancelAwaited();
    return (leaves || awaited.innermost().isFired()) && !wait.isSettled();
  }

  /// Others are still to be told of the same cancellation, so no canceller and no errback may wait
  /// now.
  private void cancelAwaited() {
    Strand caller = Strand.currentOrNull();
    boolean held = caller != null && caller.hold(true);
    try {
      awaited.cancel();
    } finally {
      if (caller != null) {
        caller.hold(held);
      }
    }
  }

  private boolean isEndOfReactor() {
    return wait.strand().pending() instanceof Cancelled cancelled
        && !(cancelled.origin() instanceof Scope)
        && !(cancelled.origin() instanceof Task<?>);
  }

  /// @return the value; a failure is thrown
  static @Nullable Object given(@Nullable Object result) {
    return switch (result) {
      case Chain.Failed(RuntimeException unchecked) -> throw unchecked;
      case Chain.Failed(Error error) -> throw error;
      case Chain.Failed(Throwable checked) -> throw new DeferredFailed(checked);
      case null, default -> result;
    };
  }

  /// Many things lead to a Deferred, so the answer of any stage may be what fires it.
  @Override
  public boolean isForeign() {
    return Accounts.of(wait.strand().carrier()).answersToCome > 0;
  }

  @Override
  public String toString() {
    return awaited.toString();
  }
}

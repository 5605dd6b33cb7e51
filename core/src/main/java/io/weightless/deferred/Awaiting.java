package io.weightless.deferred;

import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Strand;
import io.weightless.engine.internal.Suspension;
import io.weightless.reactor.Cancelled;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// A task's wait for a [Deferred].
final class Awaiting implements Suspension.Withdrawal {
  private final Deferred<?> awaited;
  private final Strand strand = Strand.current();
  private final Suspension<@Nullable Object> wait;
  private boolean wasTold;

  private Awaiting(Deferred<?> awaited, Carrier carrier) {
    this.awaited = awaited;
    wait = new Suspension<>(new Answer(awaited, carrier));
  }

  /// What reports show, and whether the answer may come from elsewhere.
  private record Answer(Deferred<?> deferred, Carrier carrier) implements Suspension.Foreign {
    @Override
    public boolean isForeign() {
      return Accounts.of(carrier).answersToCome > 0;
    }

    @Override
    public String toString() {
      return deferred.toString();
    }
  }

  /// @return the value, of the type of `deferred`
  static @Nullable Object await(Deferred<?> deferred) {
    Carrier carrier = deferred.carrier();
    if (deferred.hasResult()) {
      if (carrier != null) {
        Suspension.checkpoint(carrier);
      }
      return deferred.result();
    }
    if (deferred.runsCaller()) {
      throw new IllegalStateException("a callback can't await the Deferred that it belongs to");
    }
    return new Awaiting(deferred, carrier == null ? Carrier.current() : carrier).await();
  }

  private @Nullable Object await() {
    awaited.add(new Link.Tap(wait::resume));
    Object result = wait.await(this);
    if (result instanceof Chain.Failed(CancellationException _)) {
      Suspension.checkpoint();
    }
    return given(result);
  }

  /// The task was cancelled. What the Deferred comes to because of that is its answer.
  @Override
  public boolean withdraw() {
    if (!strand.isCancelled()) {
      return true; // it can't wait here
    }
    boolean leaves = wasTold || isEndOfReactor();
    wasTold = true;
    awaited.cancel();
    return leaves && !wait.isSettled();
  }

  private boolean isEndOfReactor() {
    return strand.pending() instanceof Cancelled cancelled
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
}

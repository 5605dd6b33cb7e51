package io.weightless.deferred;

import io.weightless.engine.internal.Failures;
import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A failure at the end of a chain: told to the log, once, when its Deferred is dropped with it, or
/// its reactor closed.
///
/// It must not know its Deferred, which would never be dropped then.
final class Unhandled {
  private static final Cleaner CLEANER = Cleaner.create();

  private final AtomicReference<@Nullable Throwable> failure;
  private final @Nullable Throwable history;

  /// Null for one that belongs to no reactor.
  private final @Nullable Accounts accounts;

  private final Cleaner.Cleanable drop;

  Unhandled(Chain<?> chain, Throwable failure, History history, @Nullable Accounts accounts) {
    this.failure = new AtomicReference<>(failure);
    this.history = history.trace();
    this.accounts = accounts;
    drop = CLEANER.register(chain, this::dropped);
    if (accounts != null) {
      accounts.add(this);
    }
  }

  @SuppressWarnings("ReferenceEquality") // it is that one or it is not
  boolean isOf(Throwable other) {
    return failure.get() == other;
  }

  /// Somebody has taken it.
  void handled() {
    if (accounts != null) {
      accounts.remove(this);
    }
    failure.set(null);
    drop.clean();
  }

  /// From any thread.
  private void dropped() {
    if (report() && accounts != null) {
      accounts.dropped(this);
    }
  }

  /// From any thread.
  ///
  /// @return false when it was handled, or told before
  boolean report() {
    Throwable told = failure.getAndSet(null);
    if (told == null) {
      return false;
    }
    Failures.log("a failure that nobody handled in a Deferred", told);
    if (history != null) {
      Failures.log("where the Deferred of that failure comes from", history);
    }
    return true;
  }
}

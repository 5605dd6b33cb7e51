package io.weightless.deferred;

import org.jspecify.annotations.Nullable;

/// What a [Chain] does with its result next. Each is passed once.
abstract sealed class Link {
  @Nullable Link next;

  /// @return the chain that has been given the result, and comes first now; null for none
  abstract @Nullable Chain<?> pass(Chain<?> chain);

  /// A callback and an errback; null lets the result pass.
  static final class Pair extends Link {
    private final @Nullable Callback<@Nullable Object, ? extends @Nullable Object> callback;
    private final @Nullable Callback<? super Throwable, ? extends @Nullable Object> errback;

    /// Whether they give Deferreds, whose results are meant.
    private final boolean deferring;

    Pair(
        @Nullable Callback<@Nullable Object, ? extends @Nullable Object> callback,
        @Nullable Callback<? super Throwable, ? extends @Nullable Object> errback,
        boolean deferring) {
      this.callback = callback;
      this.errback = errback;
      this.deferring = deferring;
    }

    @Override
    @Nullable Chain<?> pass(Chain<?> chain) {
      if (chain.result instanceof Chain.Failed failed) {
        if (errback != null) {
          chain.call(errback, failed.cause(), deferring);
        }
      } else if (callback != null) {
        chain.call(callback, chain.result, deferring);
      }
      return null;
    }
  }

  /// Shows the result, and leaves it as it is.
  abstract static non-sealed class Tap extends Link {
    /// @param result a failure in its [Chain.Failed]
    /// @return whether somebody takes notice
    abstract boolean shows(@Nullable Object result);

    @Override
    final @Nullable Chain<?> pass(Chain<?> chain) {
      Object shown = chain.result;
      if (shows(shown) && chain.result == shown) {
        chain.seen = true;
      }
      return null;
    }
  }

  /// Hands the result over to a chain that waits for it.
  static final class Continue extends Link {
    private final Chain<?> waiting;

    Continue(Chain<?> waiting) {
      this.waiting = waiting;
    }

    @Override
    Chain<?> pass(Chain<?> chain) {
      waiting.goOnWith(chain.giveAway());
      chain.followers--;
      return waiting;
    }
  }

  /// Fires another one with the result.
  static final class Fire extends Link {
    private final Chain<?> other;

    Fire(Chain<?> other) {
      this.other = other;
    }

    @Override
    @Nullable Chain<?> pass(Chain<?> chain) {
      boolean fires;
      try {
        fires = other.mayFire();
      } catch (AlreadyCalled refused) {
        if (chain.result instanceof Chain.Failed failed) {
          refused.addSuppressed(failed.cause());
        }
        chain.fails(refused);
        return null;
      }
      Object given = chain.giveAway();
      if (!fires) {
        return null;
      }
      other.hasFired(given);
      return other;
    }
  }
}

package io.weightless.coroutine;

import io.weightless.engine.internal.Failures;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A wait that a coroutine asks its driver for: something is started, the driver does other things,
/// and whoever does the work settles it, once.
///
/// ```java
/// Suspend<String> name = Suspend.of(wait -> database.query("...", wait::resume, wait::fail));
/// String found = io.ask(name.within(ofSeconds(2), query::cancel));
/// ```
///
/// Inside a task a plain wait is simpler; this one is for drivers that schedule by themselves, and
/// for code that calls back.
///
/// - **Runs on**: one reactor, or one thread; from elsewhere go through its `post`.
/// - **Ends**: by [#resume], [#fail] or its timeout, whichever comes first; what comes later is
///   refused.
///
/// From Weightless' Suspend.
public final class Suspend<T extends @Nullable Object> implements Request<T> {
  private final Consumer<? super Suspend<T>> start;
  private @Nullable Duration timeout;
  private @Nullable Runnable onTimeout;

  private boolean begun;
  private boolean settled;
  private @Nullable T value;
  private @Nullable Throwable failure;
  private @Nullable Runnable whenSettled;

  private Suspend(Consumer<? super Suspend<T>> start) {
    this.start = start;
  }

  /// One that `start` begins the work for, when the driver takes it: it gets this, to settle it.
  /// What `start` throws settles it too.
  public static <T extends @Nullable Object> Suspend<T> of(Consumer<? super Suspend<T>> start) {
    return new Suspend<>(Objects.requireNonNull(start));
  }

  /// Has it end by [TimedOut] after `timeout`.
  ///
  /// @param onTimeout runs then, to stop the work; what it throws is logged
  public Suspend<T> within(Duration timeout, Runnable onTimeout) {
    if (timeout.isNegative()) {
      throw new IllegalArgumentException("a timeout of " + timeout + " is negative");
    }
    this.timeout = timeout;
    this.onTimeout = Objects.requireNonNull(onTimeout);
    return this;
  }

  /// Ends the wait with a value.
  ///
  /// @throws IllegalStateException when it was settled already; it stays as it is
  public void resume(T result) {
    settle(result, null);
  }

  /// Ends the wait by throwing `cause` from it; a checked one as [CoroutineFailed].
  ///
  /// @throws IllegalStateException when it was settled already; it stays as it is
  public void fail(Throwable cause) {
    settle(null, Objects.requireNonNull(cause));
  }

  private void settle(@Nullable T result, @Nullable Throwable cause) {
    if (settled) {
      throw new IllegalStateException("this Suspend is settled already");
    }
    settled = true;
    value = result;
    failure = cause;
    Runnable told = whenSettled;
    whenSettled = null;
    if (told != null) {
      told.run();
    }
  }

  public boolean isSettled() {
    return settled;
  }

  /// For the driver: when to call [#timeOut].
  public Optional<Duration> timeout() {
    return Optional.ofNullable(timeout);
  }

  /// For the driver: begins the work.
  ///
  /// @param whenSettled run once, when it is settled; perhaps before this returns
  /// @throws IllegalStateException when it was begun before
  public void begin(Runnable whenSettled) {
    if (begun) {
      throw new IllegalStateException("this Suspend was begun already");
    }
    begun = true;
    this.whenSettled = whenSettled;
    try {
      start.accept(this);
    } catch (RuntimeException e) {
      if (settled) {
        Failures.log("what a Suspend started failed after it had settled it", e);
      } else {
        fail(e);
      }
    }
  }

  /// For the driver: it took too long, or nobody wants it any more. Nothing happens when it was
  /// settled in time.
  public void timeOut() {
    if (settled) {
      return;
    }
    try {
      if (onTimeout != null) {
        onTimeout.run();
      }
    } catch (RuntimeException e) {
      Failures.log("the end of a Suspend that timed out failed", e);
    }
    if (!settled) {
      fail(new TimedOut("nothing came within " + timeout));
    }
  }

  /// What it was settled with.
  ///
  /// @throws TimedOut when it took too long
  /// @throws IllegalStateException while it is not settled
  @SuppressWarnings("NullAway") // null only where T may be
  public T result() {
    if (!settled) {
      throw new IllegalStateException("this Suspend is not settled yet");
    }
    if (failure != null) {
      throw CoroutineFailed.toThrow("of a Suspend", failure);
    }
    return value;
  }

  @Override
  public String toString() {
    return "Suspend[" + (settled ? "settled" : begun ? "waits" : "not begun") + "]";
  }
}

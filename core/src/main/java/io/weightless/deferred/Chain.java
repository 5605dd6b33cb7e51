package io.weightless.deferred;

import io.weightless.engine.internal.Carrier;
import io.weightless.reactor.Cancelled;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// The result of a [Deferred], and the links through which it goes.
///
/// A chain whose callback gave another one waits for it, and takes its result away. Chains that
/// wait for each other run one after the other in one loop: however many there are, the stack does
/// not grow.
abstract sealed class Chain<T extends @Nullable Object> extends Stage<T> permits Firing {
  // I1 what has fired has a result, or waits for another one.
  // I2 a chain that waits has one Continue in the one that it waits for.
  // I3 unhandled is null unless the result is a failure that nobody has seen.

  /// Whom it belongs to: a Carrier; or, made outside of any, a Thread.
  private final Object home;

  private final History history = History.begin();

  /// The value, or a [Failed].
  @Nullable Object result;

  private @Nullable Link first;
  private @Nullable Link last;
  private @Nullable Chain<?> waitsFor;

  /// How many wait for it.
  int followers;

  /// On which thread a callback of it runs now.
  private @Nullable Thread runner;

  private int pauses;
  private boolean fired;

  /// Whether somebody who is not in the chain was given the result.
  boolean seen;

  private @Nullable Unhandled unhandled;

  record Failed(Throwable cause) {}

  Chain() {
    Carrier carrier = Carrier.currentOrNull();
    home = carrier == null ? Thread.currentThread() : carrier;
  }

  /// Null for one that was made outside of any.
  final @Nullable Carrier carrier() {
    return home instanceof Carrier carrier ? carrier : null;
  }

  final void checkOwner() {
    if (home instanceof Carrier carrier) {
      carrier.checkOwner();
    } else if (home != Thread.currentThread()) {
      throw new IllegalStateException(
          "this Deferred was made outside of any reactor and belongs to "
              + home
              + ": make it on a reactor, and use Reactor.post");
    }
  }

  /// Whether its result was given to it.
  public final boolean isFired() {
    return fired;
  }

  /// Whether it has fired and is through its chain, so that [Deferred#result] gives what it came
  /// to.
  public final boolean hasResult() {
    return canGoOn() && first == null;
  }

  private boolean canGoOn() {
    return fired && pauses == 0 && waitsFor == null && runner == null;
  }

  /// Whether the caller is a callback of it.
  final boolean runsCaller() {
    return runner == Thread.currentThread();
  }

  /// False when it is to be ignored.
  abstract boolean mayFire();

  final AlreadyCalled alreadyCalled() {
    return new AlreadyCalled(history);
  }

  final void hasFired(@Nullable Object with) {
    assert !fired;
    fired = true;
    result = with;
    history.fired();
    forgetCanceller();
  }

  abstract void forgetCanceller();

  final void goOnWith(@Nullable Object stolen) {
    waitsFor = null;
    result = stolen;
    seen = false;
  }

  /// The result, to somebody who is not in the chain.
  final @Nullable Object show() {
    seen = true;
    rest();
    return result;
  }

  final @Nullable Object giveAway() {
    Object given = result;
    result = null;
    return given;
  }

  final void fails(Throwable with) {
    result = new Failed(with);
    seen = false;
  }

  final void add(Link link) {
    checkOwner();
    append(link);
    run();
  }

  private void append(Link link) {
    if (last == null) {
      first = link;
    } else {
      last.next = link;
    }
    last = link;
  }

  final void addPause() {
    pauses++;
  }

  final void takePause() {
    if (pauses == 0) {
      throw new IllegalStateException("this Deferred is not paused");
    }
    pauses--;
    run();
  }

  /// The one at the end of those that wait for each other, beginning with this one.
  final Chain<?> innermost() {
    Chain<?> at = this;
    while (at.waitsFor != null) {
      at = at.waitsFor;
    }
    return at;
  }

  /// Runs what can be run of it, and of those who go on because of that. Those who are given a
  /// result come first; with many of them nobody's frame waits for another's.
  final void run() {
    ArrayDeque<Chain<?>> later = null;
    Chain<?> at = this;
    while (at != null) {
      Chain<?> given = at.passLinks();
      if (given != null && at.first != null) {
        later = later == null ? new ArrayDeque<>() : later;
        later.push(at);
      }
      at = given == null && later != null ? later.poll() : given;
    }
  }

  /// @return who was given the result
  private @Nullable Chain<?> passLinks() {
    Chain<?> given = null;
    while (given == null && first != null && canGoOn()) {
      Link link = first;
      first = link.next;
      last = first == null ? null : last;
      given = link.pass(this);
    }
    rest();
    return given;
  }

  /// It goes no further for now. While a callback runs the failure may be about to be handled.
  private void rest() {
    if (runner != null) {
      return;
    }
    Throwable failure = result instanceof Failed failed && !seen ? failed.cause : null;
    if (unhandled != null && (failure == null || !unhandled.isOf(failure))) {
      unhandled.handled();
      unhandled = null;
    }
    if (unhandled == null && failure != null) {
      Carrier carrier = carrier();
      Accounts accounts = carrier == null ? null : Accounts.of(carrier);
      unhandled = new Unhandled(this, failure, history, accounts);
    }
  }

  /// For a link: calls the side of it that the result is for.
  final <A extends @Nullable Object> void call(
      Callback<A, ? extends @Nullable Object> callback, A argument, boolean deferring) {
    Object given;
    runner = Thread.currentThread();
    try {
      given = callback.call(argument);
    } catch (Throwable e) {
      runner = null;
      threw(e);
      return;
    }
    runner = null;
    try {
      if (deferring) {
        follow((Chain<?>) Objects.requireNonNull(given, "a deferring callback gave null"));
      } else {
        checkValue(given);
        result = given;
        seen = false;
      }
    } catch (RuntimeException refused) {
      fails(refused);
    }
  }

  /// One that throws what it was given lets it pass. A task's cancellation is its own: whoever else
  /// sees the failure was not cancelled.
  @SuppressWarnings("ReferenceEquality")
  private void threw(Throwable thrown) {
    if (!(result instanceof Failed failed && failed.cause == thrown)) {
      fails(failure(thrown));
    }
  }

  static Throwable failure(Throwable thrown) {
    return thrown instanceof Cancelled ? new CancellationException(thrown.getMessage()) : thrown;
  }

  static void checkValue(@Nullable Object value) {
    if (value instanceof Chain<?>) {
      throw new IllegalArgumentException(
          "a Deferred can't be the value of another one: use addDeferring, or chainDeferred");
    }
  }

  /// Goes on with the result of `inner`, which loses it: now, or when it has one.
  private void follow(Chain<?> inner) {
    inner.checkOwner();
    if (inner == this || (followers > 0 && inner.innermost() == this)) {
      throw new IllegalStateException("this Deferred would wait for itself");
    }
    result = null;
    seen = false;
    if (inner.hasResult()) {
      result = inner.giveAway();
      inner.rest();
    } else {
      waitsFor = inner;
      inner.followers++;
      inner.append(new Link.Continue(this));
    }
  }

  /// How far it is, without its result, which is nobody else's concern.
  @Override
  public final String toString() {
    return "Deferred[" + state() + (pauses == 0 ? "" : ", paused") + "]";
  }

  private String state() {
    if (!fired) {
      return "not fired";
    }
    if (waitsFor != null) {
      return "waits for " + innermost();
    }
    if (runner != null) {
      return "in a callback";
    }
    return result instanceof Failed failed
        ? "failed with " + failed.cause.getClass().getName()
        : "has a value";
  }
}

package io.weightless.deferred;

import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A result that may not be there yet, and a chain of callbacks and errbacks through which it goes
/// when it is.
///
/// It fires once, by [#callback] or [#errback]. Then each link of the chain is called with what the
/// one before it came to: a callback with a value, an errback with a failure; a link that has
/// nothing for it lets it pass. What a link gives is a value, what it throws a failure. A link that
/// was added later is called at once, or at its place when the chain is on its way.
///
/// A link that was added as deferring gives another Deferred: the chain goes on with the result of
/// that when it is there, and takes it away from it.
///
/// There is one chain: every `add` gives this very object back, seen as what it is to come to.
///
/// - **Order**: that in which the links were added.
/// - **Waits**: never, [#await] aside. A callback may wait, if who fires it may; the chain then
///   waits too.
/// - **Runs on**: its reactor, see the package; its callbacks run in the turn of whoever fires it.
/// - **Failing**: a failure at the end of the chain that nobody was given is logged when the
///   Deferred is dropped, or its reactor closed, by the name of `io.weightless.failure`; that it
///   was cancelled is such a failure too.
/// - **Cost**: constant for each link; the stack does not grow, however many Deferreds wait for
///   each other.
///
/// As a [CompletionStage] it is what the chain has come to at that point, like [#await]: a stage
/// does not change the result, and a failure that a stage was given counts as handled. Its methods
/// whose name ends in `Async` run in a turn of their own on its reactor, unless they name an
/// executor.
///
/// From Twisted.
public final class Deferred<T extends @Nullable Object> extends Firing<T> {
  public Deferred() {
    this(null, false);
  }

  /// @param canceller for [#cancel]
  public Deferred(Canceller<T> canceller) {
    this(canceller, false);
  }

  private Deferred(@Nullable Canceller<T> canceller, boolean patient) {
    super(canceller, patient);
  }

  /// One that comes to an end after [#cancel] too, by what its canceller has set off.
  static <T extends @Nullable Object> Deferred<T> patient(Canceller<T> canceller) {
    return new Deferred<>(canceller, true);
  }

  /// One that has fired with `value`.
  public static <T extends @Nullable Object> Deferred<T> succeed(T value) {
    Deferred<T> fired = new Deferred<>();
    fired.callback(value);
    return fired;
  }

  /// One that has failed.
  public static <T extends @Nullable Object> Deferred<T> fail(Throwable failure) {
    Deferred<T> fired = new Deferred<>();
    fired.errback(failure);
    return fired;
  }

  /// One that has fired with what `work` gave or threw.
  public static <T extends @Nullable Object> Deferred<T> execute(Callable<? extends T> work) {
    return succeed(true).addCallback(_ -> work.call());
  }

  /// One of what `work` gives, whatever that is: a value, a Deferred, another [CompletionStage], or
  /// what it throws. A value of another type is a failure.
  @SuppressWarnings("NullAway") // null is of any type
  public static <T> Deferred<T> maybeDeferred(Class<T> type, Callable<?> work) {
    return succeed(true)
        .<@Nullable Object>addDeferring(_ -> {
          Object given = work.call();
          return given instanceof CompletionStage<?> stage ? of(stage) : succeed(given);
        })
        .addCallback(type::cast);
  }

  /// One of what `stage` comes to, on whatever thread. Cancelling it cancels `stage`, if that is a
  /// `CompletableFuture`. A Deferred as its value is a failure.
  ///
  /// @throws IllegalStateException outside of any reactor, unless it is complete
  public static <T extends @Nullable Object> Deferred<T> of(CompletionStage<? extends T> stage) {
    return Bridges.deferred(stage);
  }

  /// One of what `work` comes to, which runs as a task of `scope`: straight-line code for those who
  /// want a Deferred. Its failure is that of the Deferred, and not the scope's.
  ///
  /// Cancelling it cancels the task; it then fires with what the task comes to.
  public static <T extends @Nullable Object> Deferred<T> fromTask(
      Scope scope, String name, Callable<? extends T> work) {
    return Bridges.deferred(scope, name, work);
  }

  /// Whether Deferreds that are made from now on remember where they were made and fired, to tell
  /// it with [AlreadyCalled] and with failures that nobody handled. Off, unless the system property
  /// `weightless.deferred.debug` is `true`.
  ///
  /// - **Cost**: two stack traces for each Deferred.
  public static void debug(boolean on) {
    History.isKept = on;
  }

  /// Adds a callback; a failure passes it.
  public <R extends @Nullable Object> Deferred<R> addCallback(
      Callback<? super T, ? extends R> callback) {
    return add(callback, null, false);
  }

  /// Adds an errback; a value passes it.
  public Deferred<T> addErrback(Callback<? super Throwable, ? extends T> errback) {
    return add(null, errback, false);
  }

  /// Adds an errback for failures of one type; all else passes it. (Twisted's `trap`.)
  public <X extends Throwable> Deferred<T> addErrback(
      Class<X> type, Callback<? super X, ? extends T> errback) {
    return addErrback(failure -> {
      if (type.isInstance(failure)) {
        return errback.call(type.cast(failure));
      }
      return new Result.Failure<T>(failure).orThrow();
    });
  }

  /// Adds both as one link: what `callback` throws is not for `errback`.
  public <R extends @Nullable Object> Deferred<R> addCallbacks(
      Callback<? super T, ? extends R> callback, Callback<? super Throwable, ? extends R> errback) {
    return add(callback, errback, false);
  }

  /// Adds a callback for values and failures. [Result#orThrow] lets them pass.
  public <R extends @Nullable Object> Deferred<R> addBoth(
      Callback<? super Result<T>, ? extends R> both) {
    return add(
        value -> both.call(new Result.Success<>(value)),
        failure -> both.call(new Result.Failure<>(failure)),
        false);
  }

  /// Adds a callback that gives a Deferred.
  public <R extends @Nullable Object> Deferred<R> addDeferring(
      Callback<? super T, ? extends Deferred<? extends R>> callback) {
    return add(callback, null, true);
  }

  /// Adds an errback that gives a Deferred.
  public Deferred<T> addDeferringErrback(
      Callback<? super Throwable, ? extends Deferred<? extends T>> errback) {
    return add(null, errback, true);
  }

  /// Adds a callback for values and failures that gives a Deferred.
  public <R extends @Nullable Object> Deferred<R> addDeferringBoth(
      Callback<? super Result<T>, ? extends Deferred<? extends R>> both) {
    return add(
        value -> both.call(new Result.Success<>(value)),
        failure -> both.call(new Result.Failure<>(failure)),
        true);
  }

  /// Adds the firing of `other`, with the result, which this one loses.
  public Deferred<@Nullable Void> chainDeferred(Deferred<? super T> other) {
    other.checkOwner();
    add(new Link.Fire(other));
    return as();
  }

  @SuppressWarnings("unchecked") // the chain gives each link what the one before it came to
  private <R extends @Nullable Object> Deferred<R> add(
      @Nullable Callback<? super T, ? extends @Nullable Object> callback,
      @Nullable Callback<? super Throwable, ? extends @Nullable Object> errback,
      boolean deferring) {
    add(
        new Link.Pair(
            (Callback<@Nullable Object, ? extends @Nullable Object>) callback, errback, deferring));
    return as();
  }

  @SuppressWarnings("unchecked") // from now on it is to come to an R
  private <R extends @Nullable Object> Deferred<R> as() {
    return (Deferred<R>) this;
  }

  /// Holds the chain, until [#unpause] was called as often.
  public void pause() {
    checkOwner();
    addPause();
  }

  /// Takes back a [#pause]; the last one lets the chain go on.
  ///
  /// @throws IllegalStateException when it is not paused
  public void unpause() {
    checkOwner();
    takePause();
  }

  /// Cancels it when `timeout` has passed, unless what was added until now has been called by then;
  /// that it was cancelled is a [TimeoutException] for what is added later.
  ///
  /// A canceller or an errback that made something else of it has its way.
  ///
  /// @throws IllegalStateException outside of any reactor
  public Deferred<T> addTimeout(Duration timeout) {
    return addTimeout(
        timeout,
        result -> {
          if (result instanceof Result.Failure<T>(CancellationException _)) {
            throw new TimeoutException("there was no result within " + timeout);
          }
          return result.orThrow();
        });
  }

  /// The same with what `late` makes of the result that it then has.
  public Deferred<T> addTimeout(Duration timeout, Callback<? super Result<T>, ? extends T> late) {
    checkOwner();
    boolean[] passed = {false};
    var timer =
        Reactor.current()
            .after(
                timeout,
                () -> {
                  passed[0] = true;
                  cancel();
                });
    return this.<T>addBoth(result -> {
      timer.cancel();
      return passed[0] ? late.call(result) : result.orThrow();
    });
  }

  /// Waits for what the chain comes to, as it is until now. Any number of tasks may await it; it
  /// keeps its result, and a failure counts as handled.
  ///
  /// - **Waits**: until then; a cancellation point also when it has a result.
  /// - **Cancelled**: it is cancelled too. The wait ends with what it then comes to: with that it
  ///   was cancelled, or with the result or the failure that its canceller or its chain has made of
  ///   it, if it takes a while too. One that has fired then, but is paused or in a callback that
  ///   waits, is not waited for. Who is told a second time, or by the end of the reactor, leaves.
  ///
  /// @throws DeferredFailed when it failed with a checked exception; unchecked ones are thrown as
  ///   they are
  /// @throws CancellationException when it was cancelled, and the calling task was not
  /// @throws IllegalStateException when a callback of it awaits it
  @SuppressWarnings({"unchecked", "NullAway"}) // what it was given is a T
  public T await() {
    checkOwner();
    return (T) Awaiting.await(this);
  }

  /// What it came to, as [#await] gives it.
  ///
  /// - **Waits**: never.
  ///
  /// @throws IllegalStateException when it has none yet
  @SuppressWarnings({"unchecked", "NullAway"}) // what it was given is a T
  public T result() {
    checkOwner();
    if (!hasResult()) {
      throw new IllegalStateException("it has no result: " + this);
    }
    return (T) Awaiting.given(show());
  }

  /// A future of what it comes to. Cancelling that cancels this Deferred, from any thread.
  @Override
  public CompletableFuture<T> toCompletableFuture() {
    return Bridges.future(this);
  }
}

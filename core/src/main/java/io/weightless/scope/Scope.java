package io.weightless.scope;

import io.weightless.engine.internal.Description;
import io.weightless.engine.internal.Life;
import io.weightless.engine.internal.Pinned;
import io.weightless.engine.internal.Strand;
import io.weightless.engine.internal.Suspension;
import io.weightless.reactor.Cancelled;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.Timer;
import io.weightless.reactor.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// A lifetime that owns tasks: [#run] returns when its body and every task started in it have
/// ended.
///
/// - **Failing**: the first failure, of the body or of a task, awaited or not, cancels all the rest
///   and is thrown from [#run] with its own type; later ones are suppressed in it. In [#collect]
///   tasks may fail alone.
/// - **Cancelled**: everything inside sees [Cancelled] at its next wait, and at each after that;
///   but what is in a [#shield] sees it when that ends.
///
/// The idea is Trio's nursery and cancel scope, in one.
public final class Scope extends Lifetime {
  /// What its strand goes back to.
  private final Life around;

  private final Rules rules;

  private final Outcome outcome = new Outcome();

  /// Of its deadline, and of a drain's.
  private List<Timer> timers = List.of();

  private Map<Key<?>, Object> values = Map.of();

  private @Nullable Suspension<@Nullable Void> joining;

  /// Whether the interrupt flag was set already, by somebody else.
  private boolean interruptedBefore;

  private boolean draining;
  private boolean closed;

  private Scope(Strand strand, Rules rules) {
    super(strand.enclosing(), rules.shielded());
    around = strand.life();
    this.rules = rules;
  }

  /// Runs `body` on the calling task, and waits for every task that was started in its scope.
  ///
  /// - **Waits**: while a task of it runs, cancelled or not: nothing outlives the scope.
  ///
  /// @return what `body` returned
  /// @throws CancellationException when `body` was ended by [#cancel] of this scope
  /// @throws IllegalStateException outside a task
  public static <T extends @Nullable Object, X extends Exception> T run(Body<T, X> body) throws X {
    return open(Rules.USUAL).runBody(body);
  }

  /// The same, cancelled when `deadline` passes.
  ///
  /// @throws DeadlineExceeded when something inside was ended by that
  public static <T extends @Nullable Object, X extends Exception> T run(
      Deadline deadline, Body<T, X> body) throws X {
    return open(Rules.within(deadline)).runBody(body);
  }

  /// The same as [#run] for a body without a result.
  public static <X extends Exception> void join(Block<X> block) throws X {
    Scope.<@Nullable Void, X>run(block.asBody());
  }

  /// The same, cancelled when `deadline` passes.
  ///
  /// @throws DeadlineExceeded when something inside was ended by that
  public static <X extends Exception> void join(Deadline deadline, Block<X> block) throws X {
    Scope.<@Nullable Void, X>run(deadline, block.asBody());
  }

  /// The same as [#run] with `fallback` instead of a [DeadlineExceeded].
  public static <T extends @Nullable Object, X extends Exception> T runOr(
      Deadline deadline, T fallback, Body<T, X> body) throws X {
    Scope scope = open(Rules.within(deadline));
    try {
      return scope.runBody(body);
    } catch (DeadlineExceeded exceeded) {
      if (exceeded.scope() != scope) {
        throw exceeded; // of another one
      }
      return fallback;
    }
  }

  /// Runs `body` in a scope whose tasks may fail alone: a failure is thrown to whoever awaits the
  /// task. Those that nobody awaited are thrown at the end, the first one with the others
  /// suppressed in it. When 10,000 of them are kept, one more fails the scope. The body's own
  /// failure cancels all, as in [#run].
  ///
  /// - **Waits**: like [#run].
  public static <T extends @Nullable Object, X extends Exception> T collect(Body<T, X> body)
      throws X {
    return open(new Rules(Rules.Policy.COLLECT, null, false)).runBody(body);
  }

  /// Runs `body` in a scope that cancellations from around it don't reach: for what has to be
  /// finished once it is begun. They are seen when it has ended. Only [#cancel] of this scope and
  /// the end of the reactor end it early, so put a deadline inside.
  ///
  /// - **Waits**: like [#run].
  public static <T extends @Nullable Object, X extends Exception> T shield(Body<T, X> body)
      throws X {
    return open(new Rules(Rules.Policy.FAIL_ALL, null, true)).runBody(body);
  }

  /// The same for work that starts no tasks and has no result, as a clean-up.
  public static <X extends Exception> void shield(Work<X> work) throws X {
    Block<X> block = _ -> work.run();
    Scope.<@Nullable Void, X>shield(block.asBody());
  }

  /// Runs all of `contenders` at once; the first that ends without failing wins, and the others are
  /// cancelled. What they fail with then is nobody's concern.
  ///
  /// - **Waits**: until all have ended.
  /// - **Cancelled**: all are; when there was a winner before, its result is returned all the same.
  ///
  /// @return the winner's result
  /// @throws TaskFailed when all failed, and the first did with a checked exception; an unchecked
  ///   one is thrown as it is; the others are suppressed in it
  public static <T extends @Nullable Object> T race(
      List<? extends Callable<? extends T>> contenders) {
    if (contenders.isEmpty()) {
      throw new IllegalArgumentException("a race needs a contender");
    }
    return new Race<T>().run(contenders);
  }

  /// Runs `body` in a scope of `rules`.
  static <T extends @Nullable Object, X extends Exception> T with(Rules rules, Body<T, X> body)
      throws X {
    return open(rules).runBody(body);
  }

  /// Starts `work` as a task of this scope, behind all that is ready.
  ///
  /// - **Waits**: never.
  /// - **Cancelled**: in a cancelled scope the task starts, and sees it at its first wait.
  ///
  /// @throws IllegalStateException when the scope has ended, or belongs to another reactor
  public <T extends @Nullable Object> Task<T> start(String name, Callable<T> work) {
    checkOpen(name);
    return new Task<>(this, work).begin(name);
  }

  /// The same for work without a result.
  public Task<@Nullable Void> start(String name, Work<?> work) {
    checkOpen(name);
    return new Task<@Nullable Void>(this, work).begin(name);
  }

  /// Starts `startup` as a task of this scope, and waits until it says that it is ready; then it
  /// goes on. (Trio's `nursery.start`.)
  ///
  /// ```java
  /// Address address = scope.startUntilReady("server", ready -> {
  ///   Listener listener = Listener.open(wanted);
  ///   ready.with(listener.address());
  ///   serve(listener);
  /// });
  /// ```
  ///
  /// What it fails with before it is ready is thrown from here, and is not the scope's concern.
  ///
  /// - **Waits**: until then.
  /// - **Cancelled**: the task is, and its end is waited for.
  ///
  /// @return what it said that it is ready with
  /// @throws TaskFailed when it failed before with a checked exception; an unchecked one is thrown
  ///   as it is
  /// @throws CancellationException when it was cancelled before
  /// @throws IllegalStateException when it ended before, or as from [#start]
  public <T extends @Nullable Object> T startUntilReady(String name, Ready.Startup<T> startup) {
    return Ready.start(this, name, startup);
  }

  /// Has `value` for everything inside, in place of the one that it had.
  ///
  /// - **Waits**: never.
  ///
  /// @throws IllegalStateException when the scope has ended, or belongs to another reactor
  public <T> void put(Key<T> key, T value) {
    strand().carrier().checkOwner();
    if (closed) {
      throw new IllegalStateException("can't put " + key + ": its scope has ended");
    }
    if (values.isEmpty()) {
      values = new HashMap<>();
    }
    values.put(key, value);
  }

  /// Has none any more; a scope around it may.
  public void remove(Key<?> key) {
    strand().carrier().checkOwner();
    if (!values.isEmpty()) {
      values.remove(key);
    }
  }

  @SuppressWarnings("unchecked") // put takes a T only
  <T> @Nullable T value(Key<T> key) {
    return (T) values.get(key);
  }

  private void checkOpen(String name) {
    strand().carrier().checkOwner();
    if (closed || draining) {
      String why = closed ? "its scope has ended" : "its scope is draining";
      throw new IllegalStateException("can't start '" + name + "': " + why);
    }
  }

  /// Cancels the body and all tasks. The body may still return its result; [#run] then returns it.
  /// Idempotent: the first reason stays.
  public void cancel(String reason) {
    if (!closed) {
      cancelAll(reason);
    }
  }

  /// Ends in good order: no task can be started in it any more, those that run may finish, and what
  /// is left of them is cancelled when `last` passes. Scopes inside go on as they are.
  ///
  /// - **Waits**: never.
  public void drain(Deadline last) {
    strand().carrier().checkOwner();
    if (!closed) {
      draining = true;
      watch(last);
    }
  }

  @Override
  protected Life outside() {
    return around;
  }

  @Override
  String inWords() {
    return rules.inWords() + (draining ? ", draining" : "");
  }

  @Override
  boolean isShielded() {
    return rules.shielded();
  }

  private static Scope open(Rules rules) {
    Strand strand = Strand.current();
    Scope scope = new Scope(strand, rules);
    scope.runOn(strand);
    scope.enter(strand);
    return scope;
  }

  /// An interrupt says that what is around it was cancelled, and a shield is not. It is set again
  /// at the end: see [#close].
  private void enter(Strand strand) {
    boolean cancelledAround = strand.isCancelled();
    strand.enter(this);
    if (rules.shielded() && cancelledAround && !strand.isCancelled()) {
      Thread.interrupted();
    }
    interruptedBefore = Thread.currentThread().isInterrupted();
  }

  private void watch(Deadline deadline) {
    Duration left = deadline.left();
    if (left.isZero()) {
      timeOut(deadline);
    } else {
      if (timers.isEmpty()) {
        timers = new ArrayList<>();
      }
      timers.add(Reactor.current().after(left, () -> timeOut(deadline)));
    }
  }

  private void timeOut(Deadline deadline) {
    if (!isCancelled()) {
      outcome.timedOut(deadline);
      cancelAll("the " + deadline + " passed");
    }
  }

  @SuppressWarnings("NullAway") // the result is null only where T may be
  private <T extends @Nullable Object, X extends Exception> T runBody(Body<T, X> body) throws X {
    T result = null;
    try {
      if (rules.deadline() != null) {
        watch(rules.deadline());
      }
      result = body.run(this);
    } catch (Throwable e) {
      Cancelled unwound = unwinding(e);
      if (unwound == null) {
        fail(e);
      } else {
        outcome.unwound(unwound);
      }
    }
    awaitTasks();
    close();
    outcome.<X>rethrow(this);
    return result;
  }

  private void awaitTasks() {
    try {
      awaitChildren();
      Throwable left = endDependents();
      if (left != null) {
        fail(left);
      }
      awaitChildren(); // which that may have started
    } catch (Pinned pinned) {
      fail(pinned); // its tasks are cancelled, but nobody can wait for them here
    }
  }

  private void awaitChildren() {
    while (hasChildren()) {
      joining = new Suspension<>(new EndOfAll(this));
      joining.awaitShielded();
    }
  }

  private void close() {
    closed = true;
    values = Map.of(); // tasks that are kept for their results keep the scope, but not these
    timers.forEach(Timer::cancel);
    end();
    strand().leave(around);
    if (strand().isCancelled()) {
      Thread.currentThread().interrupt(); // an InterruptedException may have taken the flag away
    } else if (isCancelled() && !interruptedBefore) {
      Thread.interrupted(); // it was this scope's cancellation that set the flag
    }
  }

  /// Its body failed, or a task whose failure is that of all.
  private void fail(Throwable thrown) {
    if (!outcome.hasFailed()) {
      cancelAll("another task of its scope failed: " + Description.of(thrown));
    }
    outcome.failed(thrown);
  }

  void taskFailed(Task<?> task, Throwable thrown) {
    switch (rules.policy()) {
      case FAIL_ALL -> fail(thrown);
      case COLLECT -> {
        if (!outcome.keep(task, thrown)) {
          fail(thrown);
        }
      }
      case LEAVE -> {}
    }
  }

  /// Somebody gets to see the end of one of its tasks.
  void retrieved(Task<?> task) {
    outcome.retrieved(task);
  }

  /// A task of it ended, and is out of the tree.
  void taskEnded(@Nullable Cancelled by) {
    if (by != null) {
      outcome.cut(by);
    }
    if (joining != null && !hasChildren()) {
      joining.resume(null);
    }
  }
}

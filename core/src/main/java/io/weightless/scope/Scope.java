package io.weightless.scope;

import io.weightless.engine.internal.Life;
import io.weightless.engine.internal.Pinned;
import io.weightless.engine.internal.Strand;
import io.weightless.engine.internal.Suspension;
import io.weightless.reactor.Cancelled;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.Timer;
import io.weightless.reactor.Work;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// A lifetime that owns tasks: [#run] returns when its body and every task started in it have
/// ended.
///
/// - **Failing**: the first failure, of the body or of a task, awaited or not, cancels all the rest
///   and is thrown from [#run] with its own type; later ones are suppressed in it.
/// - **Cancelled**: everything inside sees [Cancelled] at its next wait, and at each after that.
///
/// The idea is Trio's nursery and cancel scope, in one.
public final class Scope extends Lifetime {
  /// What its strand goes back to.
  private final Life around;

  private final @Nullable Deadline deadline;
  private @Nullable Timer timer;
  private @Nullable Throwable failure;

  /// What ended the body before it could return.
  private @Nullable Cancelled unwound;

  /// What ended the first task that did not end by itself; one that was cancelled alone is not it.
  private @Nullable Cancelled cut;

  private @Nullable Suspension<@Nullable Void> joining;
  private boolean timedOut;
  private boolean closed;

  private Scope(Life around, @Nullable Deadline deadline) {
    super(around instanceof Lifetime parent ? parent : null);
    this.around = around;
    this.deadline = deadline;
  }

  /// Runs `body` on the calling task, and waits for every task that was started in its scope.
  ///
  /// - **Waits**: while a task of it runs, cancelled or not: nothing outlives the scope.
  ///
  /// @return what `body` returned
  /// @throws CancellationException when `body` was ended by [#cancel] of this scope
  /// @throws IllegalStateException outside a task
  public static <T extends @Nullable Object, X extends Exception> T run(Body<T, X> body) throws X {
    return open(null).runBody(body);
  }

  /// The same, cancelled when `deadline` passes.
  ///
  /// @throws DeadlineExceeded when something inside was ended by that
  public static <T extends @Nullable Object, X extends Exception> T run(
      Deadline deadline, Body<T, X> body) throws X {
    return open(deadline).runBody(body);
  }

  /// Starts `work` as a task of this scope, behind all that is ready.
  ///
  /// - **Waits**: never.
  /// - **Cancelled**: in a cancelled scope the task starts, and sees it at its first wait.
  ///
  /// @throws IllegalStateException when the scope has ended, or belongs to another reactor
  public <T extends @Nullable Object> Task<T> start(String name, Callable<T> work) {
    checkOpen(name);
    return start(name, new Task<>(this, work));
  }

  /// The same for work without a result.
  public Task<@Nullable Void> start(String name, Work<?> work) {
    checkOpen(name);
    return start(name, new Task<>(this, work));
  }

  private void checkOpen(String name) {
    strand().carrier().checkOwner();
    if (closed) {
      throw new IllegalStateException("can't start '" + name + "': its scope has ended");
    }
  }

  private static <T extends @Nullable Object> Task<T> start(String name, Task<T> task) {
    task.runOn(Strand.start(name, task));
    return task;
  }

  /// Cancels the body and all tasks. The body may still return its result; [#run] then returns it.
  /// Idempotent: the first reason stays.
  public void cancel(String reason) {
    if (!closed) {
      cancelAll(reason);
    }
  }

  private static Scope open(@Nullable Deadline deadline) {
    Strand strand = Strand.current();
    Scope scope = new Scope(strand.life(), deadline);
    scope.runOn(strand);
    strand.life(scope);
    return scope;
  }

  private void watch(Deadline deadline) {
    Duration left = deadline.left();
    if (left.isZero()) {
      timeOut();
    } else {
      timer = Reactor.current().after(left, this::timeOut);
    }
  }

  private void timeOut() {
    if (!isCancelled()) {
      timedOut = true;
      cancelAll("the " + deadline + " passed");
    }
  }

  @SuppressWarnings("NullAway") // the result is null only where T may be
  private <T extends @Nullable Object, X extends Exception> T runBody(Body<T, X> body) throws X {
    T result = null;
    try {
      if (deadline != null) {
        watch(deadline);
      }
      result = body.run(this);
    } catch (Throwable e) {
      unwound = unwinding(e);
      if (unwound == null) {
        fail(e);
      }
    }
    join();
    close();
    throwOutcome();
    return result;
  }

  private void join() {
    try {
      while (hasChildren()) {
        joining = new Suspension<>();
        joining.awaitShielded();
      }
    } catch (Pinned pinned) {
      fail(pinned); // its tasks are cancelled, but nobody can wait for them here
    }
  }

  private void close() {
    closed = true;
    if (timer != null) {
      timer.cancel();
    }
    end();
    strand().life(around);
    if (strand().pending() != null) {
      Thread.currentThread().interrupt(); // an InterruptedException may have taken the flag away
    } else if (isCancelled()) {
      Thread.interrupted(); // it was this scope's cancellation that set the flag
    }
  }

  private <X extends Exception> void throwOutcome() throws X {
    if (failure != null) {
      Scope.<X>sneak(failure);
    }
    Cancelled ended = unwound == null ? cut : unwound;
    if (ended == null) {
      return;
    }
    if (ended.origin() != this) {
      throw ended;
    }
    if (timedOut) {
      throw new DeadlineExceeded(Objects.requireNonNull(deadline));
    }
    if (ended == unwound) {
      throw new CancellationException(why());
    }
  }

  @SuppressWarnings("unchecked")
  private static <X extends Throwable> void sneak(Throwable thrown) throws X {
    throw (X) thrown;
  }

  /// A task of it failed, or its body.
  @SuppressWarnings("ReferenceEquality") // failures that are equal are two failures
  void fail(Throwable thrown) {
    if (failure == null) {
      failure = thrown;
      cancelAll("another task of its scope failed: " + describe(thrown));
    } else if (failure != thrown) {
      failure.addSuppressed(thrown);
    }
  }

  /// The tasks must be cancelled whatever a failure's own code does.
  private static String describe(Throwable thrown) {
    try {
      return thrown.toString();
    } catch (RuntimeException | StackOverflowError e) {
      return thrown.getClass().getName();
    }
  }

  /// A task of it ended, and is out of the tree.
  void taskEnded(@Nullable Cancelled by) {
    if (cut == null) {
      cut = by;
    }
    if (joining != null && !hasChildren()) {
      joining.resume(null);
    }
  }
}

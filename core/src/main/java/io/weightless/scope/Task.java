package io.weightless.scope;

import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Failures;
import io.weightless.engine.internal.StageWait;
import io.weightless.engine.internal.Strand;
import io.weightless.engine.internal.Suspension;
import io.weightless.engine.internal.WaitQueue;
import io.weightless.reactor.Cancelled;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.ReactorExecutor;
import io.weightless.reactor.ReactorFuture;
import io.weightless.reactor.Timer;
import io.weightless.reactor.Work;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Straight-line code that a reactor schedules: started by [Scope#start], completed once.
///
/// It runs until it waits; then the others run. Between two waits nothing else of its reactor runs,
/// so what tasks share needs no lock.
public final class Task<T extends @Nullable Object> extends Lifetime {
  /// What became of a task.
  public enum State {
    /// To one of the others, once.
    RUNNING,
    DONE,
    FAILED,
    CANCELLED
  }

  /// Its work until that was called, a Callable or a Work; then null; then the value, or an [End]
  /// of another kind. One field, for there are very many tasks.
  private @Nullable Object content;

  /// Those who wait for its end; null for nobody yet, and [Waiters#OVER] when it has ended.
  private @Nullable Waiters waiters;

  /// How it ended that has no value.
  private record End(State state, Throwable thrown) {}

  Task(Scope scope, Callable<T> work) {
    super(scope, false);
    content = work;
  }

  Task(Scope scope, Work<?> work) {
    super(scope, false);
    content = work;
  }

  /// Behind all that is ready.
  Task<T> begin(String name) {
    runOn(Strand.start(name, this));
    return this;
  }

  public String name() {
    return strand().name();
  }

  public State state() {
    if (!hasEnded()) {
      return State.RUNNING;
    }
    return content instanceof End end ? end.state : State.DONE;
  }

  private boolean hasEnded() {
    return waiters == Waiters.OVER;
  }

  /// Waits for the task, and gives its result. Any number of tasks may await it.
  ///
  /// - **Waits**: until it has ended; a cancellation point also when it has.
  /// - **Cancelled**: the awaited task goes on.
  ///
  /// @throws TaskFailed when it failed with a checked exception; unchecked ones are thrown as they
  ///   are
  /// @throws CancellationException when it was cancelled
  /// @throws IllegalStateException when a task awaits itself, or one of another reactor
  public T await() {
    strand().carrier().checkOwner();
    Suspension.checkpoint();
    if (!hasEnded()) {
      awaitedEnd().add(true).await();
    }
    return result();
  }

  /// The result of a task that has ended, as [#await] gives it.
  ///
  /// - **Waits**: never.
  ///
  /// @throws TaskFailed when it failed with a checked exception; unchecked ones are thrown as they
  ///   are
  /// @throws CancellationException when it was cancelled
  /// @throws IllegalStateException while it runs, or for a task of another reactor
  @SuppressWarnings({"unchecked", "NullAway"}) // the value of a DONE task is a T
  public T result() {
    strand().carrier().checkOwner();
    State ended = state();
    if (ended == State.RUNNING) {
      throw new IllegalStateException("task '" + name() + "' still runs");
    }
    scope().retrieved(this);
    return switch (ended) {
      case CANCELLED -> throw cancellation(name(), thrown());
      case FAILED -> throw unchecked(name(), thrown());
      default -> (T) content;
    };
  }

  /// Has `notice` run when the task has ended, or soon if it has: in a turn of its own, as if it
  /// was posted. What it throws is owned by nobody: see [Reactor#onFailure]. (Erlang's monitors.)
  ///
  /// - **Order**: that of the calls.
  /// - **Waits**: never.
  public void whenEnded(Runnable notice) {
    Carrier carrier = strand().carrier();
    carrier.checkOwner();
    if (!hasEnded()) {
      waiters().add(notice);
    } else {
      carrier.post(notice);
    }
  }

  /// The same for who gets to see by that how it ended.
  void whenSeen(Runnable notice) {
    whenEnded(notice);
    if (!hasEnded()) {
      waiters().see();
    } else {
      scope().retrieved(this);
    }
  }

  /// The task as a future of `executor`, for code that wants one: it ends as the task does, in a
  /// turn of its own. Cancelling the future, from any thread, cancels the task. A failure counts as
  /// seen: it is the future's.
  ///
  /// - **Waits**: never.
  ///
  /// @param executor of the task's reactor
  public ReactorFuture<T> toFuture(ReactorExecutor executor) {
    return TaskFuture.of(this, executor);
  }

  private Waiters waiters() {
    Waiters present = waiters == null ? new Waiters(new EndOf(this)) : waiters;
    waiters = present;
    return present;
  }

  /// Cancels this task only. Nothing happens when it has ended; the first reason stays.
  ///
  /// - **Waits**: never; [#await] it to know that it has ended.
  public void cancel(String reason) {
    if (!hasEnded()) {
      cancelAll(reason);
    }
  }

  /// Waits for `stage`, wherever it is completed, and gives its result.
  ///
  /// - **Order**: tasks that wait for one stage go on in the order in which it tells its
  ///   dependents; a `CompletableFuture` tells the last one first.
  /// - **Waits**: until it is complete, and not at all when it is; a cancellation point in both
  ///   cases. Under a virtual clock a wait for a stage is no deadlock, since another thread may
  ///   complete it.
  /// - **Cancelled**: the stage is left as it is; cancel it too if nobody else wants it.
  ///
  /// @throws TaskFailed when it failed with a checked exception; unchecked ones are thrown as they
  ///   are, and neither comes in a `CompletionException`
  /// @throws CancellationException when it was cancelled
  public static <T extends @Nullable Object> T await(CompletionStage<T> stage) {
    Suspension.checkpoint();
    StageWait<T> wait = StageWait.on(stage);
    wait.await(new AwaitedStage(stage), () -> true);
    Throwable failure = wait.failure();
    if (failure != null) {
      throw AwaitedStage.thrownFor(failure);
    }
    return wait.value();
  }

  /// Sets the calling task aside for `duration`.
  ///
  /// - **Waits**: always, also for zero, which lets all that is ready run.
  /// - **Cancelled**: it ends at once.
  public static void sleep(Duration duration) {
    Suspension<@Nullable Void> done = new Suspension<>(duration);
    Timer timer = Reactor.current().after(duration, () -> done.resume(null));
    done.await(() -> {
      timer.cancel();
      return true;
    });
  }

  /// Lets all that is ready have a turn. A cancellation point; one that comes meanwhile is seen at
  /// the next wait.
  ///
  /// - **Waits**: always. Timers and input come after 256 turns or half a millisecond, looked at
  ///   every eight turns. To give way to them each time, [#sleep] for zero; for long computations
  ///   there is `Cooperator`.
  public static void yield() {
    Suspension.yield();
  }

  @Override
  protected void live() {
    if (strand().isCancelled()) {
      Thread.currentThread().interrupt(); // its first wait may be one of the JDK
    }
    Object result = null;
    Throwable failure = null;
    try {
      result = work();
    } catch (Throwable e) {
      failure = e;
    }
    finish(result, failure);
  }

  /// After its work: ends what that began and left.
  private void finish(@Nullable Object result, @Nullable Throwable thrown) {
    Throwable left = endDependents();
    Throwable failure = left == null ? thrown : Failures.first(thrown, left);
    complete(failure == null ? result : ended(failure));
  }

  private End ended(Throwable failure) {
    Cancelled cancelled = unwinding(failure);
    return cancelled == null ? new End(State.FAILED, failure) : new End(State.CANCELLED, cancelled);
  }

  private @Nullable Object work() throws Exception {
    Object work = content;
    content = null;
    if (work instanceof Callable<?> callable) {
      return callable.call();
    }
    ((Work<?>) Objects.requireNonNull(work)).run();
    return null;
  }

  Scope scope() {
    return (Scope) Objects.requireNonNull(parent());
  }

  private void complete(@Nullable Object how) {
    Waiters told = waiters;
    content = how;
    waiters = Waiters.OVER;
    end();
    try {
      if (failure() != null) {
        scope().taskFailed(this, thrown());
      }
    } finally { // whatever a failure's own code does, nobody waits for ever
      if (told != null && told.tellAll(strand().carrier())) {
        scope().retrieved(this);
      }
      boolean cut = state() == State.CANCELLED && ((Cancelled) thrown()).origin() != this;
      scope().taskEnded(cut ? (Cancelled) thrown() : null);
    }
  }

  @Override
  protected WaitQueue<Boolean> awaitedEnd() {
    Strand caller = Strand.current();
    if (caller == strand()) {
      throw new IllegalStateException("task '" + name() + "' awaits itself");
    }
    if (caller.carrier() != strand().carrier()) {
      strand().carrier().checkOwner();
    }
    return waiters().tasks;
  }

  /// Cancelled or not.
  void awaitEnd() {
    if (!hasEnded()) {
      awaitedEnd().add(false).awaitShielded();
    }
  }

  /// Of a task that failed: its failure is one of several.
  void suppressIn(Throwable first) {
    if (state() == State.FAILED && thrown() != first) {
      first.addSuppressed(thrown());
    }
  }

  /// What it failed with; null when it runs, or ended otherwise.
  @Nullable Throwable failure() {
    return state() == State.FAILED ? thrown() : null;
  }

  private Throwable thrown() {
    return ((End) Objects.requireNonNull(content)).thrown;
  }

  /// For those who wait for something of a task that was cancelled.
  static CancellationException cancellation(String task, Throwable cancelled) {
    return new CancellationException(
        "task '" + task + "' was cancelled: " + cancelled.getMessage());
  }

  /// A task's failure for those who wait for it.
  static RuntimeException unchecked(String task, Throwable failure) {
    return switch (thrownFor(task, failure)) {
      case RuntimeException unchecked -> unchecked;
      case Error error -> throw error;
      case Throwable checked -> throw new AssertionError(checked);
    };
  }

  /// The same, given and not thrown: a checked one is wrapped.
  static Throwable thrownFor(String task, Throwable failure) {
    return failure instanceof RuntimeException || failure instanceof Error
        ? failure
        : new TaskFailed(task, failure);
  }

  @Override
  public String toString() {
    return "Task[" + name() + ", " + state() + "]";
  }
}

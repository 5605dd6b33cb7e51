package io.weightless.scope;

import io.weightless.engine.internal.Strand;
import io.weightless.engine.internal.Suspension;
import io.weightless.reactor.Cancelled;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
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

  private final Scope scope;
  private final String name;

  /// Null once it ran, so that a task that is kept for its result keeps nothing else.
  private @Nullable Callable<T> work;

  private State state = State.RUNNING;

  /// The value when DONE, the Throwable when FAILED or CANCELLED.
  private @Nullable Object outcome;

  private List<Suspension<@Nullable Void>> waiters = List.of();

  Task(Scope scope, String name, Callable<T> work) {
    super(scope);
    this.scope = scope;
    this.name = name;
    this.work = work;
  }

  public String name() {
    return name;
  }

  public State state() {
    return state;
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
    if (state == State.RUNNING) {
      awaitEnd();
    }
    return result();
  }

  /// Cancels this task only. Nothing happens when it has ended; the first reason stays.
  ///
  /// - **Waits**: never; [#await] it to know that it has ended.
  public void cancel(String reason) {
    if (state == State.RUNNING) {
      cancelAll(reason);
    }
  }

  /// Sets the calling task aside for `duration`.
  ///
  /// - **Waits**: always, also for zero, which lets all that is ready run.
  /// - **Cancelled**: it ends at once.
  public static void sleep(Duration duration) {
    Suspension<@Nullable Void> done = new Suspension<>();
    Timer timer = Reactor.current().after(duration, () -> done.resume(null));
    done.await(() -> {
      timer.cancel();
      return true;
    });
  }

  /// Lets all that is ready have a turn. A cancellation point.
  public static void yield() {
    Suspension.yield();
  }

  /// What its strand runs.
  void live() {
    if (pendingNow() != null) {
      Thread.currentThread().interrupt(); // for a wait of the JDK, should it be the first one
    }
    try {
      complete(State.DONE, Objects.requireNonNull(work).call());
    } catch (Throwable e) {
      Cancelled cancelled = unwinding(e);
      if (cancelled == null) {
        complete(State.FAILED, e);
      } else {
        complete(State.CANCELLED, cancelled);
      }
    }
  }

  private void complete(State end, @Nullable Object what) {
    state = end;
    outcome = what;
    work = null;
    end();
    if (end == State.FAILED) {
      scope.fail(thrown());
    }
    for (Suspension<@Nullable Void> waiter : waiters) {
      waiter.resume(null);
    }
    waiters = List.of();
    scope.taskEnded(what instanceof Cancelled cut && cut.origin() != this ? cut : null);
  }

  private void awaitEnd() {
    if (strand() == Strand.current()) {
      throw new IllegalStateException("task '" + name + "' awaits itself");
    }
    if (waiters.isEmpty()) {
      waiters = new ArrayList<>(1);
    }
    Suspension<@Nullable Void> end = new Suspension<>();
    waiters.add(end);
    end.await(() -> waiters.remove(end));
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // the value of a DONE task is a T
  private T result() {
    return switch (state) {
      case DONE -> (T) outcome;
      case CANCELLED ->
          throw new CancellationException(
              "task '" + name + "' was cancelled: " + thrown().getMessage());
      case FAILED -> throw failure(thrown());
      case RUNNING ->
          throw new IllegalStateException("unreachable: task '" + name + "' still runs");
    };
  }

  private Throwable thrown() {
    return (Throwable) Objects.requireNonNull(outcome);
  }

  private RuntimeException failure(Throwable thrown) {
    return switch (thrown) {
      case RuntimeException unchecked -> unchecked;
      case Error error -> throw error;
      default -> new TaskFailed(name, thrown);
    };
  }

  @Override
  public String toString() {
    return "Task[" + name + ", " + state + "]";
  }
}

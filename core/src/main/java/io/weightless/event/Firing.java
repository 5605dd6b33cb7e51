package io.weightless.event;

import io.weightless.engine.internal.Waiter;
import io.weightless.reactor.Cancelled;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// One event that was fired, on its way to those who hear it.
///
/// What a handler fires, and what is fired in tasks that it waits for, it has caused. So the events
/// form a tree, and one that is [tracked][Topic#track] is complete when all below it is done.
///
/// - **Runs on**: the reactor of its bus.
///
/// @param <R> what an answer to it is
public final class Firing<R> {
  /// What becomes of it.
  public enum State {
    /// Its turn has not come. To RUNNING or CANCELLED.
    WAITING,

    /// To one of the others, once.
    RUNNING,
    SUCCEEDED,
    FAILED,

    /// [Before its turn][#cancel], or with the scope of its bus.
    CANCELLED
  }

  private final Bus bus;
  private final long id;
  private final Object event;
  private final @Nullable Object topic;
  private final int priority;
  private final long cause;

  /// The nearest one that is tracked, of those that have caused it: so that a chain of events that
  /// goes on for ever does not keep its beginning.
  private final @Nullable Firing<?> around;

  private final boolean isTracked;
  private List<R> results = List.of();

  /// Those who wait until it was handled, and until it is complete; null for nobody yet.
  private @Nullable Crowd forHandlers;

  private @Nullable Crowd forAll;
  private State state = State.WAITING;
  private @Nullable Throwable failure;

  /// Whether somebody hears of the failure.
  private boolean isHeard;

  /// Itself and, if it is tracked, what it has caused, as far as that is not complete.
  private int open = 1;

  Firing(
      Bus bus,
      long id,
      Object event,
      @Nullable Object topic,
      int priority,
      @Nullable Firing<?> cause,
      boolean isTracked) {
    this.bus = bus;
    this.id = id;
    this.event = event;
    this.topic = topic;
    this.priority = priority;
    this.cause = cause == null ? 0 : cause.id;
    this.isTracked = isTracked;
    around = cause == null || cause.isTracked ? cause : cause.around;
  }

  /// It is in the backlog.
  void isSent() {
    if (around != null) {
      around.open++;
    }
  }

  /// As it was fired.
  public Object event() {
    return event;
  }

  /// The how-manieth it is of its reactor, from 1: also where a bus tells another one.
  public long id() {
    return id;
  }

  /// The number of what has caused it; 0 for nothing that is known.
  public long cause() {
    return cause;
  }

  public State state() {
    return state;
  }

  @Nullable Object topic() {
    return topic;
  }

  int priority() {
    return priority;
  }

  /// Waits until all have handled it.
  ///
  /// - **Waits**: until then.
  /// - **Cancelled**: the event goes on.
  ///
  /// @return what those said that answered, in their order
  /// @throws EventFailed when one failed with a checked exception; an unchecked one is thrown as it
  ///   is; the failures of others are suppressed in it
  /// @throws CancellationException when it was cancelled
  public List<R> await() {
    bus.checkpoint();
    if (!isHandled()) {
      handlers().enter().await();
    }
    return outcome(true);
  }

  /// Sends it, and waits; where the caller may not wait, nothing is sent.
  List<R> call() {
    bus.checkpoint();
    Waiter<?> caller = handlers().enter();
    try {
      bus.send(this);
    } catch (RuntimeException refused) {
      caller.remove();
      throw refused;
    }
    caller.await();
    return outcome(true);
  }

  /// As [#await], for who goes on where somebody hears of a failure.
  void awaitHeard() {
    bus.checkpoint();
    if (!isHandled()) {
      handlers().enter().await();
    }
    outcome(false);
  }

  private boolean isHandled() {
    return state != State.WAITING && state != State.RUNNING;
  }

  private Crowd handlers() {
    Crowd present = forHandlers == null ? new Crowd("the handlers of ", this) : forHandlers;
    forHandlers = present;
    return present;
  }

  private List<R> outcome(boolean wantsFailure) {
    if (state == State.CANCELLED) {
      throw new CancellationException(this + " was cancelled");
    }
    if (failure != null && (wantsFailure || !isHeard)) {
      throw thrown(failure);
    }
    return Collections.unmodifiableList(results);
  }

  private RuntimeException thrown(Throwable failed) {
    return switch (failed) {
      case RuntimeException unchecked -> unchecked;
      case Error error -> throw error;
      default -> new EventFailed(this, failed);
    };
  }

  /// Waits until it was handled, and so was all that it has caused, whether they have failed or
  /// not.
  ///
  /// - **Waits**: until then.
  /// - **Cancelled**: the event goes on.
  ///
  /// @throws IllegalStateException when it was not [tracked][Topic#track]
  public void awaitComplete() {
    if (!isTracked) {
      throw new IllegalStateException(this + " is not tracked: fire it by track");
    }
    bus.checkpoint();
    if (open > 0) {
      forAll = forAll == null ? new Crowd("all that is caused by ", this) : forAll;
      forAll.enter().await();
    }
  }

  /// Takes it back, if its turn has not come.
  ///
  /// @return whether it was
  public boolean cancel() {
    bus.checkOwner();
    if (state != State.WAITING) {
      return false;
    }
    state = State.CANCELLED;
    bus.backlog().remove(this);
    Crowd.wake(forHandlers);
    release();
    return true;
  }

  /// By the task whose turn it is, until all have handled it.
  ///
  /// @throws Throwable what nobody but the owner of the bus can handle
  void deliver() throws Throwable {
    state = State.RUNNING;
    try {
      new Round(this, bus.table(), topic).run();
      state = State.SUCCEEDED;
      if (!isNews()) {
        bus.tell(this, new Succeeded(event, results));
      }
    } catch (Cancelled cancelled) {
      state = State.CANCELLED;
      throw cancelled;
    } catch (Throwable thrown) {
      fail(thrown);
    } finally {
      Crowd.wake(forHandlers);
      release();
    }
  }

  private void fail(Throwable thrown) throws Throwable {
    state = State.FAILED;
    failure = thrown;
    isHeard = !isNews() && bus.tell(this, new Failed(event, thrown));
    boolean isOwned = isHeard || Crowd.isThere(forHandlers);
    if (!isOwned) {
      throw thrown;
    }
  }

  @SuppressWarnings("unchecked") // an answerer was registered for what the event asks for
  void answered(Object result) {
    results = results.isEmpty() ? new ArrayList<>() : results;
    results.add((R) result);
  }

  /// Of what tells of another event nothing is told.
  boolean isNews() {
    return event instanceof News;
  }

  private void release() {
    open--;
    if (open == 0) {
      Crowd.wake(forAll);
      if (isTracked && !isNews()) {
        bus.tell(null, new Completed(event));
      }
      if (around != null) {
        around.release();
      }
    }
  }

  @Override
  public String toString() {
    return "event " + id + " " + event + (cause == 0 ? "" : " by " + cause);
  }
}

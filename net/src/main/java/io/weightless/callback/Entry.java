package io.weightless.callback;

import io.weightless.engine.internal.Rethrow;

/// A callback that was added, and what it waits for.
abstract sealed class Entry implements Registration permits ChannelEntry, StepEntry, TimerEntry {
  enum State {
    /// Until the next step begins; then ACTIVE, or LAST when its channel is closed.
    STARTING,
    /// It may become SUSPENDED, LAST or GONE.
    ACTIVE,
    /// Until it is resumed, which makes it STARTING again, or GONE.
    SUSPENDED,
    /// It is called once more, and is GONE then. A timer's only call is its last.
    LAST,
    GONE
  }

  final Callbacks callbacks;
  Callback callback;
  private final Origin origin;
  private State state = State.STARTING;

  Entry(Callbacks callbacks, Callback callback, Origin origin) {
    this.callbacks = callbacks;
    this.callback = callback;
    this.origin = origin;
  }

  /// It has become something else.
  abstract void changed();

  /// What it is, as in `reader of that channel`.
  abstract String what();

  /// Whether the loop goes on when it throws `failure`.
  boolean survives(Throwable failure) {
    return failure instanceof Exception;
  }

  final State state() {
    return state;
  }

  final void become(State next) {
    assert state != State.GONE : this;
    state = next;
    changed();
  }

  final boolean isActive() {
    return state == State.ACTIVE;
  }

  final boolean isSuspended() {
    return state == State.SUSPENDED;
  }

  final boolean isGone() {
    return state == State.GONE;
  }

  @Override
  public final void remove() {
    if (!isGone()) {
      callbacks.checkOwner();
      end();
    }
  }

  final void end() {
    if (!isGone()) {
      become(State.GONE);
    }
  }

  /// Its callback threw `failure`: it is taken away.
  void failed(Throwable failure) {
    end();
    if (!survives(failure)) {
      Rethrow.<RuntimeException>as(failure);
    }
    callbacks.report(this, failure);
  }

  /// At the close of all.
  ///
  /// @param reactorLives or else what it waits for is gone already
  final void leave(boolean reactorLives, boolean named) {
    if (named) {
      Callbacks.LOG.log(
          System.Logger.Level.WARNING,
          "closed while it was " + (isSuspended() ? "suspended" : "active") + ": " + this);
    }
    if (reactorLives) {
      become(State.GONE);
    } else {
      state = State.GONE;
    }
  }

  /// What reports call it.
  @Override
  public final String toString() {
    return what()
        + " with the callback "
        + io.weightless.engine.internal.Callback.nameOf(callback)
        + ", made at "
        + origin;
  }
}

package io.weightless.engine.internal;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A stack that a driver resumes, and that gives control back when it pauses or ends: what a
/// coroutine stands on.
///
/// Driver and stack are strands of one carrier and hand it to each other directly: each comes next,
/// before all that is ready, so that a round trip is two switches. Made outside a carrier it has
/// one of its own, which whoever drives it runs, on a platform thread.
///
/// A wait inside it parks its driver too; the carrier goes on.
public final class Handover {
  private enum State {
    /// To RUNNING by the first [#resume], to DONE by [#end].
    NEW,
    /// To PAUSED by [#pause], to DONE when the body returns or throws.
    RUNNING,
    /// To RUNNING by [#resume] or [#end].
    PAUSED,
    DONE
  }

  private final Carrier carrier;
  private final boolean ownCarrier;
  private final Strand strand;
  private final Turn turn;
  private State state = State.NEW;
  private @Nullable Turn driver;
  private @Nullable Throwable failure;

  /// The platform thread that waits while the body waits, where there is no reactor.
  private volatile @Nullable Thread pump;

  /// @param body gets this hand-over, to pause with
  public Handover(String name, Consumer<Handover> body) {
    Carrier current = Carrier.currentOrNull();
    ownCarrier = current == null;
    carrier =
        current == null
            ? new Carrier(null, () -> LockSupport.unpark(pump), System::nanoTime)
            : current;
    strand = carrier.strand(name, Life.of(() -> run(body)));
    turn = new Turn(strand, "its next step", null);
  }

  public boolean isDone() {
    return state == State.DONE;
  }

  /// Runs the body until it pauses or ends. Waits as long as that takes.
  ///
  /// @throws IllegalStateException when it has ended, is running, or belongs to another reactor
  public void resume() {
    if (state == State.DONE || state == State.RUNNING) {
      throw new IllegalStateException("'" + strand.name() + "' is " + state + ", not paused");
    }
    proceed(null);
  }

  /// Ends it: `reason` is thrown where it is paused, and its `finally` blocks run.
  public void end(Error reason) {
    switch (state) {
      case NEW -> {
        state = State.DONE;
        carrier.leave(strand);
      }
      case PAUSED -> proceed(reason);
      case RUNNING -> throw new IllegalStateException("'" + strand.name() + "' is running");
      case DONE -> {}
    }
  }

  /// Inside the body: gives control back to the driver until the next [#resume].
  ///
  /// @throws Pinned and nothing happens, when the body has promised not to wait
  public void pause() {
    strand.checkMayWait();
    state = State.PAUSED;
    giveBack();
    turn.take();
  }

  private void run(Consumer<Handover> body) {
    try {
      turn.take();
      body.accept(this);
    } catch (Throwable e) {
      failure = e;
    }
    state = State.DONE;
    giveBack();
  }

  private void giveBack() {
    if (driver != null) {
      driver.give(null, null);
      driver = null;
    }
  }

  /// @param reason to throw where the body is paused; null to go on there
  private void proceed(@Nullable Error reason) {
    if (carrier.owned() && Engine.ENGINE.strand() != null) {
      hand(Turn.ofCaller(this, null), reason);
    } else if (ownCarrier) {
      Platform.call(() -> pump(reason));
    } else {
      throw new IllegalStateException(
          "'" + strand.name() + "' belongs to a reactor: drive it from a task of that reactor");
    }
    Throwable thrown = failure;
    failure = null;
    if (thrown != null) {
      Rethrow.<RuntimeException>as(thrown);
    }
  }

  private void hand(Turn caller, @Nullable Error reason) {
    caller.strand().checkMayWait();
    driver = caller;
    state = State.RUNNING;
    try {
      caller.handTo(turn, null, reason);
    } catch (Pinned refused) {
      driver = null;
      state = State.PAUSED; // at its start, perhaps
      throw refused;
    }
  }

  private void pump(@Nullable Error reason) {
    boolean interrupted = Thread.interrupted(); // the JDK clears it when it mounts a virtual thread
    carrier.enter();
    try {
      pump = Thread.currentThread();
      state = State.RUNNING;
      turn.give(null, reason);
      while (state == State.RUNNING) {
        carrier.drain(1);
        while (state == State.RUNNING && carrier.fallAsleep()) {
          LockSupport.park(this);
          interrupted |= Thread.interrupted();
        }
        carrier.awaken();
      }
      carrier.drain(Integer.MAX_VALUE);
    } finally {
      carrier.exit();
      if (state == State.DONE) {
        carrier.close();
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public String toString() {
    return "coroutine " + strand.quotedName();
  }
}

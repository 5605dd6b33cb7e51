package io.weightless.engine.internal;

import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A stack that a driver resumes, and that gives control back when it pauses or ends: what a
/// coroutine stands on.
///
/// Driver and stack are strands of one carrier and hand it to each other directly: each comes next,
/// before all that is ready, so that a round trip is two switches. Stacks that form a line hand it
/// to each other too, without the driver. The first who resumes it decides where it lives: on the
/// carrier of that strand, or else on one of its own, which a platform thread runs while whoever
/// drives it waits.
///
/// A wait inside it parks its driver too; the carrier goes on. What cancels the driver is seen at
/// such a wait.
public abstract class Handover extends Life {
  private enum State {
    /// To RUNNING by the first [#resume] or [#passTo], to DONE by [#forgo].
    NEW,
    /// To PAUSED by [#pause] and [#passTo], to DONE when the body has ended.
    RUNNING,
    /// To RUNNING when it is given control, to DONE by [#abandon].
    PAUSED,
    DONE
  }

  private final String name;
  private State state = State.NEW;

  /// Null until it is given control.
  private @Nullable Carrier carrier;

  private @Nullable Turn turn;

  /// Whether its carrier runs nothing else.
  private boolean hasOwnCarrier;

  /// Whom it gives control back to; of the last one, when it does not run.
  private @Nullable Driver driver;

  /// Whom it was started for, and who ends it; null for nobody.
  private @Nullable Life owner;

  /// The one that started it.
  private @Nullable Strand ownerStrand;

  private final Outermost inside = new Outermost();

  /// Whether its interrupt flag is set by a cancellation that is none of a scope of its own.
  private boolean interruptedAround;

  /// Who waits for control to come back.
  private static final class Driver {
    /// Null for a platform thread outside of reactors.
    final @Nullable Turn turn;

    /// The platform thread that waits while the body waits, where there is no reactor.
    volatile @Nullable Thread pump;

    /// The one that has control, or that gave it back.
    Handover last;

    boolean waits;

    Driver(Handover first, @Nullable Strand caller) {
      last = first;
      turn = caller == null ? null : Turn.ofCaller(first, this::cancelled);
    }

    boolean isCancelled() {
      return turn != null && turn.strand().isCancelled();
    }

    /// It was cancelled while it waits: the one that runs ends its wait.
    private boolean cancelled() {
      last.cancelledAround();
      return false; // control comes back all the same
    }
  }

  protected Handover(String name) {
    this.name = name;
  }

  public final String name() {
    return name;
  }

  /// Whether the caller stands on it.
  public final boolean isOnItsStack() {
    return turn != null && turn.strand().thread() == Thread.currentThread();
  }

  /// Whether it lives outside of reactors.
  public final boolean isAlone() {
    return hasOwnCarrier;
  }

  /// The thread that it is, once it has begun.
  protected final Thread thread() {
    return turn().strand().thread();
  }

  protected final boolean isNew() {
    return state == State.NEW;
  }

  protected final boolean isRunning() {
    return state == State.RUNNING;
  }

  public final boolean isDone() {
    return state == State.DONE;
  }

  /// What runs on its stack. Never throws.
  protected abstract void body();

  /// After the body: the one that goes on in its place, of the same line; null to give control
  /// back.
  protected abstract @Nullable Handover successor();

  /// What its owner has to end.
  protected abstract Strands.Dependent dependent();

  /// What its waits throw from now on, when its owner has ended it; null while that has not.
  protected abstract @Nullable Error endedByOwner();

  /// For its driver: runs it until one of its line gives control back.
  ///
  /// @return the one that did
  /// @throws IllegalStateException when it has ended, is running, or belongs to another reactor
  protected final Handover resume() {
    if (state == State.DONE || state == State.RUNNING) {
      throw new IllegalStateException("'" + name + "' is " + state + ", not paused");
    }
    Strand caller = Engine.ENGINE.strand();
    if (carrier == null) {
      bind(caller);
    }
    if (caller != null && caller.carrier() == carrier) {
      return hand(caller);
    }
    if (!hasOwnCarrier) {
      throw new IllegalStateException(
          "'" + name + "' belongs to a reactor: drive it from a task of that reactor");
    }
    Driver pumping = new Driver(this, null);
    Platform.callApart(() -> pump(pumping));
    return pumping.last;
  }

  /// It never runs.
  protected final void forgo() {
    state = State.DONE;
  }

  /// It is paused and never goes on; nobody waits for it.
  protected final void abandon() {
    state = State.DONE;
    turn().strand().abandon();
    if (owner != null) {
      strands().left(owner, dependent());
    }
  }

  private void bind(@Nullable Strand caller) {
    if (caller == null) {
      hasOwnCarrier = true;
      live(new Carrier(null, this::wakePump, System::nanoTime));
    } else {
      owner = caller.enclosing();
      ownerStrand = caller;
      live(caller.carrier());
      strands().adopt(owner, dependent());
    }
  }

  private void live(Carrier on) {
    carrier = on;
    turn = new Turn(on.strand(name, this), "its next step", () -> on.ending() != null);
  }

  private void wakePump() {
    Driver waiting = driver;
    LockSupport.unpark(waiting == null ? null : waiting.pump);
  }

  private Turn turn() {
    return Objects.requireNonNull(turn);
  }

  private Handover hand(Strand caller) {
    caller.checkMayWait();
    Driver present = driver;
    if (present == null || present.turn == null || present.turn.strand() != caller) {
      present = new Driver(this, caller);
      driver = present;
    }
    State before = state;
    begin(present);
    try {
      Objects.requireNonNull(present.turn).handTo(turn(), null, null);
    } catch (Pinned refused) {
      state = before;
      present.waits = false;
      throw refused;
    }
    return present.last;
  }

  private void begin(Driver by) {
    driver = by;
    by.last = this;
    by.waits = true;
    state = State.RUNNING;
  }

  private void pump(Driver pumping) {
    Carrier own = Objects.requireNonNull(carrier);
    boolean interrupted = Thread.interrupted(); // the JDK clears it when it mounts a virtual thread
    own.enter();
    try {
      pumping.pump = Thread.currentThread();
      begin(pumping);
      turn().give(null, null);
      while (pumping.waits) {
        own.drain(1);
        while (pumping.waits && own.fallAsleep()) {
          LockSupport.park(this);
          interrupted |= Thread.interrupted();
        }
        own.awaken();
      }
      own.drain(Integer.MAX_VALUE);
    } finally {
      own.exit();
      if (own.strands().count() == 0) {
        own.close();
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Inside the body: gives control back to the driver until the next [#resume].
  ///
  /// @throws Pinned and nothing happens, when it can't be set aside
  protected final void pause() {
    Driver waiting = Objects.requireNonNull(driver);
    leave();
    waiting.waits = false;
    try {
      if (waiting.turn == null) {
        turn().take();
      } else {
        turn().handTo(waiting.turn, null, null);
      }
    } catch (Pinned refused) {
      begin(waiting);
      throw refused;
    }
    settleInterrupt();
  }

  /// Inside the body: `next` of its line has control from now on, until this one gets it again.
  ///
  /// @throws Pinned and nothing happens, when it can't be set aside
  protected final void passTo(Handover next) {
    State before = next.state;
    leave();
    next.takeOver(this);
    try {
      turn().handTo(next.turn(), null, null);
    } catch (Pinned refused) {
      next.state = before;
      begin(Objects.requireNonNull(driver));
      throw refused;
    }
    settleInterrupt();
  }

  /// It is no cancellation point for what is around its driver, which sees that itself; but it is
  /// one for scopes of its own.
  private void leave() {
    Strand strand = turn().strand();
    strand.checkMayWait();
    Error cancelled = inside.isEmpty() ? strand.carrier().ending() : strand.pending();
    if (cancelled != null) {
      throw cancelled;
    }
    settleInterrupt();
    state = State.PAUSED;
  }

  /// It is to get the control that `giver`, of its line, has; and lives where that does.
  private void takeOver(Handover giver) {
    if (carrier == null) {
      hasOwnCarrier = giver.hasOwnCarrier;
      live(Objects.requireNonNull(giver.carrier));
    }
    begin(Objects.requireNonNull(giver.driver));
  }

  private void giveBack() {
    Driver waiting = Objects.requireNonNull(driver);
    if (waiting.waits) {
      waiting.waits = false;
      if (waiting.turn != null) {
        waiting.turn.give(null, null);
      }
    }
  }

  @Override
  protected final void live() {
    turn().take();
    settleInterrupt();
    body();
    if (owner != null) {
      strands().left(owner, dependent());
    }
    Handover next = state == State.RUNNING ? successor() : null;
    if (next != null && !next.isDone()) { // the end of the carrier may have ended it before
      next.takeOver(this);
      next.turn().give(null, null);
    } else if (state == State.RUNNING) {
      giveBack();
    }
    state = State.DONE;
  }

  /// What it was cancelled by is no matter of a driver that comes later: then the interrupt is
  /// taken back. For its own scopes these do it.
  private void settleInterrupt() {
    if (!Thread.currentThread().isInterrupted()) {
      interruptedAround = false;
    } else if (turn().strand().isCancelled()) {
      interruptedAround |= inside.isEmpty();
    } else if (interruptedAround) {
      interruptedAround = false;
      Thread.interrupted();
    }
  }

  /// Its driver was cancelled, or its owner has ended it while it ran.
  protected final void cancelledAround() {
    if (state == State.RUNNING && isCancelled()) {
      Error ended = endedByOwner();
      if (ended == null) {
        inside.cancelLike(this);
      } else {
        inside.cancel(String.valueOf(ended.getMessage()), this);
      }
      turn().strand().wake();
    }
  }

  /// What was begun inside it, and has not ended.
  protected final Strands strands() {
    return Objects.requireNonNull(carrier).strands();
  }

  @Override
  protected final void entered(Life outermost) {
    inside.entered(outermost);
  }

  @Override
  protected final void left(Life outermost) {
    inside.left(outermost);
  }

  @Override
  protected final boolean isCancelled() {
    return endedByOwner() != null
        || (state == State.RUNNING && driver != null && driver.isCancelled());
  }

  @Override
  protected final @Nullable Error pending() {
    Error ended = endedByOwner();
    if (ended != null) {
      return ended;
    }
    Turn waiting = state == State.RUNNING && driver != null ? driver.turn : null;
    return waiting == null ? null : waiting.strand().pending();
  }

  @Override
  protected final @Nullable Strand owner() {
    return owner == null ? null : ownerStrand;
  }
}

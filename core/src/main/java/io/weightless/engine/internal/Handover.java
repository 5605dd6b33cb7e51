package io.weightless.engine.internal;

import java.util.Objects;
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
public abstract class Handover extends Life implements Suspension.Withdrawal {
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

  /// Whom it gives control back to; null when it does not run.
  private @Nullable Driver driver;

  /// Whom it was started for, and who ends it; null for nobody.
  private @Nullable Life owner;

  /// The one that started it.
  private @Nullable Strand ownerStrand;

  private Outermost inside = Outermost.NONE;

  /// Whether its interrupt flag is set by a cancellation that is none of a scope of its own.
  private boolean interruptedAround;

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
    return carrier != null && carrier.solo() != null;
  }

  /// The thread that it is, once it has begun.
  public final Thread thread() {
    return turn().strand().thread();
  }

  public final boolean isNew() {
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
  protected abstract Dependent dependent();

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
    Strand caller = caller();
    if (caller != null) {
      caller.checkMayWait();
    }
    Carrier present = carrier == null ? bind(caller) : carrier;
    if (caller != null && caller.carrier() == present) {
      return hand(caller);
    }
    Solo alone = present.solo();
    if (alone == null) {
      throw new IllegalStateException(
          "'"
              + name
              + "' belongs to a reactor: drive it from a task of that reactor, or in the coroutine"
              + " that began it");
    }
    Driver waiting = new Driver(this, null);
    Platform.callApart(
        () -> alone.step(waiting, () -> start(waiting)), () -> waiting.last.thread().interrupt());
    return waiting.last;
  }

  /// A look at whose turn it is is quicker than asking who the caller is.
  private @Nullable Strand caller() {
    Strand likely = carrier == null ? null : carrier.running;
    return likely != null && likely.thread() == Thread.currentThread()
        ? likely
        : Engine.ENGINE.strand();
  }

  private void start(Driver by) {
    begin(by);
    turn().give(null, null);
  }

  /// It never runs. A stack that it was given before it was refused ends at once.
  protected final void forgo() {
    state = State.DONE;
    if (carrier != null) {
      leaveOwner();
      turn().give(null, null);
    }
  }

  /// It is paused and never goes on; nobody waits for it.
  protected final void abandon() {
    state = State.DONE;
    inside.cancel("coroutine '" + name + "' ignored its close", this);
    turn().strand().abandon();
    leaveOwner();
    Solo alone = Objects.requireNonNull(carrier).solo();
    if (alone != null) {
      Platform.begin(alone::goOn); // which ends with it
    }
  }

  private void leaveOwner() {
    if (owner != null) {
      dependent().leave(owner);
    }
  }

  private Carrier bind(@Nullable Strand caller) {
    Carrier found = caller == null ? new Solo().carrier : caller.carrier();
    live(found);
    if (caller != null) {
      owner = caller.enclosing();
      ownerStrand = caller;
      dependent().join(owner);
    }
    return found;
  }

  private void live(Carrier on) {
    carrier = on;
    turn = new Turn(on.strand(name, this), "its next step", this);
  }

  private Turn turn() {
    return Objects.requireNonNull(turn);
  }

  private Handover hand(Strand caller) {
    Driver present = driving(caller);
    State before = state;
    begin(present);
    try {
      Objects.requireNonNull(present.turn).handTo(turn(), null, null);
    } catch (Pinned refused) {
      state = before;
      driver = null;
      present.waits = false;
      throw refused;
    }
    return present.last;
  }

  /// Kept for its next step, which is most often the next of all.
  private Driver driving(Strand caller) {
    Strands strands = caller.carrier().strands();
    Driver present = strands.driver;
    if (present == null || present.waits || present.strand() != caller) {
      present = new Driver(this, caller);
      strands.driver = present;
    }
    return present;
  }

  private void begin(Driver by) {
    driver = by;
    by.last = this;
    by.waits = true;
    state = State.RUNNING;
  }

  /// Inside the body: gives control back to the driver until the next [#resume].
  ///
  /// @throws Pinned and nothing happens, when it can't be set aside
  protected final void pause() {
    Driver waiting = leave();
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
    Driver waiting = leave();
    next.takeOver(this, waiting);
    try {
      turn().handTo(next.turn(), null, null);
    } catch (Pinned refused) {
      next.state = before;
      next.driver = null;
      begin(waiting);
      throw refused;
    }
    settleInterrupt();
  }

  /// It is no cancellation point for what is around its driver, which sees that itself; but it is
  /// one for scopes of its own.
  ///
  /// @return who waits for control
  private Driver leave() {
    Strand strand = turn().strand();
    strand.checkMayWait();
    Error cancelled = inside.isEmpty() ? strand.carrier().ending() : strand.pending();
    if (cancelled != null) {
      throw Suspension.told(strand, cancelled);
    }
    settleInterrupt();
    Driver waiting = Objects.requireNonNull(driver);
    driver = null;
    state = State.PAUSED;
    return waiting;
  }

  /// It is to get the control that `giver`, of its line, has; and lives where that does.
  private void takeOver(Handover giver, Driver waiting) {
    if (carrier == null) {
      live(Objects.requireNonNull(giver.carrier));
    }
    begin(waiting);
  }

  private static void giveBack(Driver waiting) {
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
    if (state == State.DONE) {
      return; // it was forgone
    }
    if (turn().strand().isCancelled()) {
      Thread.currentThread().interrupt(); // its first wait may be one of the JDK
    }
    settleInterrupt();
    body();
    leaveOwner();
    Driver waiting = driver;
    if (waiting != null) { // else the end of its carrier has ended it where it was paused
      giveUp(waiting);
    }
    driver = null;
    state = State.DONE;
  }

  private void giveUp(Driver waiting) {
    Handover next = successor();
    if (next == null || next.isDone()) { // by the end of the carrier
      giveBack(waiting);
    } else {
      next.takeOver(this, waiting);
      next.turn().give(null, null);
    }
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

  /// Cancelled where it is paused: that is its driver's matter, unless its carrier ends.
  @Override
  public final boolean withdraw() {
    return turn().strand().carrier().ending() != null;
  }

  @Override
  protected final void entered(Life outermost) {
    if (inside == Outermost.NONE) {
      inside = new Outermost();
    }
    inside.entered(outermost);
  }

  @Override
  protected final void left(Life outermost) {
    inside.left(outermost);
  }

  @Override
  protected final boolean isCancelled() {
    return endedByOwner() != null || (driver != null && driver.isCancelled());
  }

  @Override
  protected final @Nullable Error pending() {
    Error ended = endedByOwner();
    if (ended != null) {
      return ended;
    }
    Strand waiting = driver == null ? null : driver.strand();
    return waiting == null ? null : waiting.pending();
  }

  @Override
  protected final @Nullable Strand owner() {
    return ownerStrand;
  }
}

package io.weightless.fiber;

import io.weightless.engine.internal.Interruption;
import io.weightless.engine.internal.Life;
import io.weightless.engine.internal.Strand;
import io.weightless.engine.internal.Suspension;
import io.weightless.engine.internal.Turn;
import io.weightless.reactor.Work;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// A stack of its own that others switch to, and that switches to others: whoever is switched to
/// goes on where it is suspended, and whoever switched is suspended there.
///
/// ```java
/// Fibers.run(() -> {
///   Fiber main = Fiber.current();
///   Fiber child = Fiber.of("child", () -> {
///     Object question = main.switchTo("ready");
///     return "the answer to " + question;
///   });
///   child.switchTo();                     // "ready"
///   child.switchTo("everything");         // "the answer to everything"
/// });
/// ```
///
/// Values are of any type, since who switches back, and with what, is known only when it happens;
/// [Generator] is the typed one.
///
/// - **Ends**: its result goes to its nearest ancestor that was started and has not ended, and is
///   there what the pending switch returns, whoever has switched to this fiber last. A failure is
///   thrown there; a checked one as [FiberFailed].
/// - **Waits**: a switch lets nothing else of the reactor run, and is no cancellation point. Any
///   other wait in a fiber parks all of its [Fibers], and the reactor goes on.
/// - **Cancelled**: what its ancestors are in is seen at its waits too: see [Fibers].
/// - **Runs on**: the fibers of its [Fibers], for life; all others are refused.
/// - **Cost**: about that of a task; there and back again about two switches of tasks.
///
/// From python-fibers, whose rules and messages it keeps.
public final class Fiber extends Life {
  private enum State {
    /// To STARTED by the first switch, to ENDED when something is thrown into it before.
    NEW,
    /// To ENDED when its body returns or throws.
    STARTED,
    ENDED
  }

  static final ScopedValue<Fiber> CURRENT = ScopedValue.newInstance();

  private final Fibers fibers;
  private final String name;
  private State state = State.NEW;

  /// Null when it has begun.
  private @Nullable Callable<?> body;

  private @Nullable Fiber parent;

  /// Null until it is started, and when it has ended.
  private @Nullable Turn turn;

  /// Who ends it; null for nobody.
  private @Nullable Fiber killer;

  /// Whether it switched after it was killed.
  private boolean disobeyed;

  /// The ones whose main fiber it is now, inside its own; null for none.
  @Nullable Fibers inner;

  private @Nullable Map<Object, Object> locals;

  /// Whether its interrupt flag is set by a cancellation that is none of a scope of its own.
  private boolean interruptedAround;

  /// The outermost scope that it is in and has opened itself; null for none.
  private @Nullable Life scope;

  private Fiber(Fibers fibers, String name, @Nullable Callable<?> body, @Nullable Fiber parent) {
    this.fibers = fibers;
    this.name = name;
    this.body = body;
    this.parent = parent;
  }

  /// The main fiber, which is the calling strand.
  static Fiber main(Fibers fibers) {
    Fiber main = new Fiber(fibers, Strand.current().name(), null, null);
    main.turn = Turn.ofCaller(fibers, fibers.forward);
    main.state = State.STARTED;
    return main;
  }

  /// A new fiber inside the current one. Nothing of it runs before the first switch to it.
  ///
  /// @throws FiberError outside of fibers
  public static Fiber of(String name, Callable<? extends @Nullable Object> body) {
    return of(name, body, current());
  }

  /// The same for a body without a result.
  public static Fiber of(String name, Work<?> body) {
    return of(name, body, current());
  }

  /// A new fiber inside `parent`.
  ///
  /// @throws IllegalArgumentException when `parent` has ended
  /// @throws FiberError when it belongs to other fibers than the caller
  public static Fiber of(String name, Callable<? extends @Nullable Object> body, Fiber parent) {
    parent.fibers.checkCaller("make a Fiber inside one", parent);
    parent.checkMayHaveChildren();
    return new Fiber(parent.fibers, name, body, parent);
  }

  /// The same for a body without a result.
  public static Fiber of(String name, Work<?> body, Fiber parent) {
    return of(
        name,
        () -> {
          body.run();
          return null;
        },
        parent);
  }

  /// The fiber that the caller is.
  ///
  /// @throws FiberError outside of fibers
  public static Fiber current() {
    if (!CURRENT.isBound()) {
      throw new FiberError("no fiber runs here: call it inside Fibers.run");
    }
    return CURRENT.get();
  }

  /// Switches to this fiber: starts it, or lets it go on.
  ///
  /// @return what comes back: the value of the switch to the caller, or the result of a fiber whose
  ///   end leads here
  /// @throws FiberError when it has ended, is the caller, or belongs to others
  public @Nullable Object switchTo() {
    return switchTo(null);
  }

  /// Switches to this fiber, which has been started: `value` is there what its switch returns.
  ///
  /// @return as [#switchTo()]
  /// @throws IllegalArgumentException when it has not been started, so that nothing could take
  ///   `value`; null is none
  /// @throws FiberError when it has ended, is the caller, or belongs to others
  public @Nullable Object switchTo(@Nullable Object value) {
    return fibers.switchTo(this, value);
  }

  /// Switches to this fiber by throwing `problem` where it is suspended; a checked one as
  /// [FiberFailed]. One that was not started never runs: it has ended, and `problem` goes to its
  /// ancestor.
  ///
  /// @return as [#switchTo()]
  /// @throws FiberError when it has ended, is the caller, or belongs to others
  public @Nullable Object throwInto(Throwable problem) {
    return fibers.throwInto(this, FiberFailed.unchecked(Objects.requireNonNull(problem)));
  }

  public String name() {
    return name;
  }

  /// Whether it has not ended; true also before it is started.
  public boolean isAlive() {
    return state != State.ENDED;
  }

  /// Where its end leads, unless that one has ended or was not started; null for the main fiber.
  public @Nullable Fiber parent() {
    return parent;
  }

  /// Has its end lead elsewhere.
  ///
  /// @throws IllegalArgumentException when `parent` has ended, or is inside this fiber
  /// @throws FiberError when one of both belongs to other fibers than the caller
  public void parent(Fiber newParent) {
    fibers.checkCaller("change the parent of a Fiber", this);
    newParent.fibers.checkCaller("make the parent of a Fiber one", newParent);
    newParent.checkMayHaveChildren();
    for (Fiber at = newParent; at != null; at = at.parent) {
      if (at == this) {
        throw new IllegalArgumentException(
            "fiber '" + newParent.name + "' is inside '" + name + "', and can't be its parent");
      }
    }
    parent = newParent;
  }

  /// What this fiber has for itself, by any key; empty at first. Kept as long as the fiber is.
  ///
  /// - **Runs on**: all fibers of its [Fibers], and anybody when these have ended.
  public Map<Object, Object> locals() {
    fibers.checkReader(this);
    Map<Object, Object> present = locals == null ? new LinkedHashMap<>() : locals;
    locals = present;
    return present;
  }

  Fibers fibers() {
    return fibers;
  }

  boolean isNew() {
    return state == State.NEW;
  }

  /// Whether it stands on a stack: it runs or is suspended.
  boolean isStarted() {
    return state == State.STARTED;
  }

  Turn turn() {
    return Objects.requireNonNull(turn);
  }

  Strand strand() {
    return turn().strand();
  }

  /// Whether it stands on `thread`. From any thread.
  boolean isOn(Thread thread) {
    Turn present = turn;
    return present != null && present.strand().thread() == thread;
  }

  boolean isKilled() {
    return killer != null;
  }

  void killedBy(Fiber closer) {
    killer = closer;
    cancelScope();
  }

  /// A scope knows nothing of the fiber around it: when that is killed, it is cancelled, unless
  /// what is around them all was before.
  private void cancelScope() {
    if (isKilled() && scope != null && pendingIn(fibers.around()) == null) {
      cancelAround(scope, FiberKilled.messageFor(this), this);
    }
  }

  @Override
  protected void entered(Life outermost) {
    scope = outermost;
    cancelScope();
  }

  @Override
  protected void left(Life outermost) {
    scope = null;
  }

  /// Tells it again if it has been killed: it is about to switch, as if it had not.
  void checkNotKilled() {
    if (isKilled()) {
      disobeyed = true;
      Suspension.giveWay(); // it may be in a loop that catches everything
      throw new FiberKilled(this);
    }
  }

  /// It is about to be suspended, or goes on: the interrupt of a cancellation that is over by then
  /// is taken back. For its own scopes these do it.
  void settleInterrupt() {
    if (!Thread.currentThread().isInterrupted()) {
      interruptedAround = false;
    } else if (strand().isCancelled()) {
      interruptedAround |= !isInScope();
    } else if (interruptedAround) {
      interruptedAround = false;
      Thread.interrupted();
    }
  }

  void start() {
    turn = Turn.ofNew(name, this, fibers, fibers.forward);
    state = State.STARTED;
  }

  /// It never runs any more.
  void end() {
    state = State.ENDED;
    body = null;
    turn = null;
  }

  /// Whether it is in a scope that it has opened itself.
  boolean isInScope() {
    return isStarted() && strand().life() != this;
  }

  /// Where its end leads. The main fiber is the ancestor of all.
  Fiber ancestor() {
    Fiber at = Objects.requireNonNull(parent);
    while (!at.isStarted()) {
      at = Objects.requireNonNull(at.parent);
    }
    return at;
  }

  private void checkMayHaveChildren() {
    if (state == State.ENDED) {
      throw new IllegalArgumentException("fiber '" + name + "' has ended, and can't be a parent");
    }
  }

  @Override
  protected void live() {
    Object result = null;
    Throwable failure = null;
    try {
      turn().take();
      if (strand().isCancelled()) {
        Thread.currentThread().interrupt(); // its first wait may be one of the JDK
      }
      Callable<?> work = Objects.requireNonNull(body);
      body = null;
      result = ScopedValue.where(CURRENT, this).call(work::call);
    } catch (Throwable e) {
      failure = cancelledBy(e);
    }
    end();
    if (killer == null) {
      fibers.ended(this, ancestor(), result, failure);
    } else {
      fibers.ended(this, killer, left(failure), null);
    }
  }

  /// In a cancelled fiber an interrupt says the same as a wait of ours.
  private Throwable cancelledBy(Throwable thrown) {
    Error pending = Interruption.isSaidBy(thrown) ? strand().pending() : null;
    return pending == null ? thrown : pending;
  }

  /// What its killer has to know.
  private @Nullable Throwable left(@Nullable Throwable failure) {
    if (failure != null && !FiberKilled.isMere(failure, this)) {
      return FiberFailed.unchecked(failure);
    }
    return disobeyed
        ? new FiberError("Fiber was killed and switched to another one: '" + name + "'")
        : null;
  }

  @Override
  protected @Nullable Strand owner() {
    return fibers.main().isAlive() ? fibers.main().strand() : null;
  }

  @Override
  protected Life enclosing() {
    return fibers.around();
  }

  @Override
  protected boolean isCancelled() {
    return isKilled() || fibers.cancelledAround(this) != null;
  }

  @Override
  protected @Nullable Error pending() {
    if (isKilled()) {
      return new FiberKilled(this);
    }
    Strand cancelled = fibers.cancelledAround(this);
    return cancelled == null ? null : cancelled.pending();
  }

  @Override
  public String toString() {
    return "Fiber['" + name + "', " + state + "]";
  }
}

package io.weightless.fiber;

import io.weightless.engine.internal.Failures;
import io.weightless.engine.internal.Life;
import io.weightless.engine.internal.Pinned;
import io.weightless.engine.internal.Rethrow;
import io.weightless.engine.internal.Strand;
import io.weightless.engine.internal.Suspension;
import io.weightless.reactor.Clock;
import io.weightless.reactor.Limits;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.Work;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// The fibers that belong together, of which one runs at a time: [#run] makes the caller their main
/// fiber, and ends all that are unfinished when it returns. What python-fibers ties to a thread of
/// the system.
///
/// - **Ends**: the unfinished ones are killed, each before what is around it and the younger before
///   the older: [FiberKilled] is thrown where they are suspended, so their `finally` blocks run.
///   What these fail with is thrown from [#run], and so is a [FiberError] for a fiber that goes on
///   and switches instead of ending.
/// - **Waits**: in a task, a wait of one fiber parks all of them, and the others of the reactor go
///   on. On a thread without a reactor they have one of their own, with timers only, and [#run]
///   holds that thread.
/// - **Cancelled**: what is around [#run] is seen at the waits of every fiber, and so are the
///   scopes that an ancestor is in when it switches. But a fiber that is in a scope of its own sees
///   that one, and what is around [#run].
public final class Fibers {
  /// Code that runs with fibers: it may return a value, and fail with `X`.
  @FunctionalInterface
  public interface Body<T extends @Nullable Object, X extends Exception> {
    T run() throws X;
  }

  /// Takes a cancellation of one that is suspended to the one that runs.
  final Suspension.Withdrawal forward = this::cancelled;

  /// What its main fiber was in when it began.
  private final Life around = Strand.current().enclosing();

  private final Fiber main = Fiber.main(this);

  /// Those that were started and have not ended, but for the main one; oldest first.
  private final Set<Fiber> unfinished = new LinkedHashSet<>();

  /// The one that runs; set by whoever gives it its turn.
  private Fiber current = main;

  /// How many of those that are suspended are in scopes of their own.
  private int inScopes;

  private Fibers() {}

  /// Runs `body` as a main fiber.
  ///
  /// - **Waits**: while `body` or a fiber that it switched to does.
  /// - **Cost**: linear in the number of those unfinished at the end.
  ///
  /// @return what `body` returned
  public static <T extends @Nullable Object, X extends Exception> T run(Body<T, X> body) throws X {
    if (Strand.currentOrNull() != null) {
      return new Fibers().runMain(body);
    }
    List<T> result = new ArrayList<>(1);
    try (Reactor own = Reactor.open(Clock.system(), new SplittableRandom(), Limits.DEFAULT)) {
      own.<X>run(() -> result.add(new Fibers().runMain(body)));
    }
    return result.getFirst();
  }

  /// The same for a body without a result.
  public static <X extends Exception> void run(Work<X> body) throws X {
    Fibers.<@Nullable Void, X>run(() -> {
      body.run();
      return null;
    });
  }

  /// Those that the caller is one of.
  ///
  /// @throws FiberError outside of fibers
  public static Fibers current() {
    return Fiber.current().fibers();
  }

  /// The one that called [#run].
  public Fiber main() {
    return main;
  }

  /// How many were started and have not ended, the main one apart.
  public int count() {
    return unfinished.size();
  }

  @SuppressWarnings("NullAway") // the result is null only where T may be
  private <T extends @Nullable Object, X extends Exception> T runMain(Body<T, X> body) throws X {
    Fiber outside = Fiber.CURRENT.isBound() ? Fiber.CURRENT.get() : null;
    T result = null;
    Throwable failure = null;
    enter(outside, this);
    try {
      result = ScopedValue.where(Fiber.CURRENT, main).call(body::run);
    } catch (Throwable e) {
      failure = e;
    }
    failure = killAll(failure);
    main.end();
    enter(outside, null);
    if (failure != null) {
      Rethrow.<X>as(failure);
    }
    return result;
  }

  private static void enter(@Nullable Fiber outside, @Nullable Fibers inner) {
    if (outside != null) {
      outside.inner = inner;
    }
  }

  private @Nullable Throwable killAll(@Nullable Throwable first) {
    Throwable failure = first;
    for (Fiber victim : InnerFirst.of(unfinished)) {
      failure = Failures.first(failure, killAtEnd(victim));
    }
    return failure;
  }

  /// Where the main fiber can't be set aside, as in a class initialiser, it never was: `victim` has
  /// not begun, and ends without it.
  private @Nullable Throwable killAtEnd(Fiber victim) {
    try {
      return kill(main, victim);
    } catch (Pinned refused) {
      victim.turn().give(null, new FiberKilled(victim));
      return null;
    }
  }

  @Nullable Object switchTo(Fiber target, @Nullable Object value) {
    Fiber caller = caller("switch", target);
    if (target.isNew() && value != null) {
      throw new IllegalArgumentException(
          "fiber '" + target.name() + "' has not been started: nothing in it can take " + value);
    }
    return hand(caller, target, value, null);
  }

  @Nullable Object throwInto(Fiber target, Throwable problem) {
    Fiber caller = caller("throw", target);
    if (!target.isNew()) {
      return hand(caller, target, null, problem);
    }
    target.end();
    Fiber ancestor = target.ancestor();
    if (ancestor == caller) {
      Rethrow.<RuntimeException>as(problem);
    }
    return hand(caller, ancestor, null, problem);
  }

  /// Ends `victim`, and comes back to `killer` when it has ended, whatever its ancestors are.
  ///
  /// @return what there is to tell about it
  @Nullable Throwable kill(Fiber killer, Fiber victim) {
    if (!victim.isStarted()) {
      victim.end();
      return null;
    }
    killer.turn().checkMayWait();
    victim.killedBy(killer);
    return (Throwable) hand(killer, victim, null, new FiberKilled(victim));
  }

  private @Nullable Object hand(
      Fiber caller, Fiber target, @Nullable Object value, @Nullable Throwable problem) {
    caller.turn().checkMayWait();
    if (target.isNew()) {
      target.start();
      unfinished.add(target);
    }
    caller.settleInterrupt();
    boolean inScope = caller != main && caller.isInScope();
    inScopes += inScope ? 1 : 0;
    current = target;
    try {
      return caller.turn().handTo(target.turn(), value, problem);
    } finally {
      current = caller; // also when it can't be set aside
      inScopes -= inScope ? 1 : 0;
      caller.settleInterrupt();
    }
  }

  /// `fiber` has ended, as its last act. Only a main fiber that could not wait is not there any
  /// more.
  void ended(Fiber fiber, Fiber next, @Nullable Object result, @Nullable Throwable failure) {
    unfinished.remove(fiber);
    if (next.isStarted()) {
      current = next;
      next.turn().give(result, failure == null ? null : FiberFailed.unchecked(failure));
    }
  }

  /// The calling fiber, which means to switch to `target`, or to throw into it.
  private Fiber caller(String verb, Fiber target) {
    if (!target.isAlive()) {
      throw new FiberError("Fiber has ended: '" + target.name() + "'");
    }
    checkCaller(verb + " to a Fiber", target);
    Fiber caller = current;
    if (target == caller) {
      throw new FiberError("cannot " + verb + " from a Fiber to itself: '" + target.name() + "'");
    }
    caller.checkNotKilled();
    return caller;
  }

  /// Refuses a caller that is not the one of these fibers that runs.
  void checkCaller(String what, Fiber meant) {
    if (!isCaller()) {
      throw new FiberError("cannot " + what + " on a different thread: '" + meant.name() + "'");
    }
  }

  private boolean isCaller() {
    Fiber running = current;
    return running.inner == null && running.isOn(Thread.currentThread());
  }

  void checkReader(Fiber meant) {
    if (main.isAlive()) {
      checkCaller("look into a Fiber", meant);
    }
  }

  Life around() {
    return around;
  }

  /// One of them was cancelled while it was suspended: the one that runs ends its wait, if the
  /// cancellation reaches it.
  private boolean cancelled() {
    Strand running = current.strand();
    if (running.isCancelled()) {
      running.wake();
    }
    return false; // its turn comes all the same
  }

  /// The strand of an ancestor of `fiber` that is cancelled; null for none.
  @Nullable Strand cancelledAround(Fiber fiber) {
    Fiber at = inScopes == 0 ? null : fiber.parent();
    while (at != null) {
      if (at.isInScope() && at.strand().isCancelled()) {
        return at.strand();
      }
      at = at.parent();
    }
    return main.strand().isCancelled() ? main.strand() : null;
  }

  @Override
  public String toString() {
    return "Fibers['" + current.name() + "' runs, " + count() + " unfinished]";
  }
}

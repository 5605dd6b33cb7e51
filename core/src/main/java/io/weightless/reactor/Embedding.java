package io.weightless.reactor;

import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Platform;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// A reactor inside a foreign loop: the loop runs the reactor's steps among its other work, so that
/// tasks run on its thread, as in the event thread of a user interface, or in another reactor. The
/// reactors may be embedded in each other, all the way down.
///
/// ```java
/// Embedding embedding = Embedding.of(reactor, SwingUtilities::invokeLater);
/// embedding.run(() -> ticker.run());
/// ```
///
/// Whenever the reactor has something to do, work that was posted, a timer that is due, or input, a
/// step is handed to the loop: once, and not again before a step has ended. In between, a thread of
/// the embedding waits in the reactor's backend, so nobody polls. Whoever wants to step the reactor
/// by hand takes what is handed over for a wake-up, and calls [Reactor#step]; a task of another
/// reactor does that on its reactor's thread.
///
/// - **Runs on**: any thread. A step refuses nothing: it does nothing when the reactor is closed,
///   or is in a step already, of somebody else, or where a loop is run inside a callback of itself.
///   What it throws is what a callback without an owner failed with. A task is a virtual thread on
///   the loop's: what asks who the current thread is, as Swing's `isEventDispatchThread` does, does
///   not take it for the loop's own, as it takes a callback.
/// - **Limit**: one embedding for a reactor; it must be on real time, for a virtual clock would not
///   know how the time passes outside.
/// - **Cost**: a hand-over between threads for each step that is asked for; none for what becomes
///   ready inside of it.
///
/// From Twisted, whose reactors run inside the loops of user interfaces (and, in a proposal, inside
/// each other), and from pyuv, whose loop tells its timeout and its descriptor for that.
public final class Embedding implements AutoCloseable {
  private final Reactor reactor;
  private final Carrier carrier;
  private final Lookout lookout;
  private boolean closed; // under this object's lock

  /// What [#run] runs. Set under this object's lock, so that there are never two.
  private volatile @Nullable Program program;

  /// A run, and what becomes of it.
  private record Program(Run run, CompletableFuture<@Nullable Void> done) {}

  private Embedding(Reactor reactor, Executor loop) {
    this.reactor = reactor;
    carrier = reactor.carrier();
    Runnable step = this::step;
    lookout = new Lookout(reactor, () -> loop.execute(step));
  }

  /// Embeds `reactor` in `loop`, until this is closed, or the reactor.
  ///
  /// @param loop runs what it is given on the loop's thread, later, and does not wait for it. It is
  ///   called by a thread of the embedding. When it throws it is asked again, after a millisecond
  ///   and then ever more rarely, down to ten times a second, until it takes the step or one begins
  ///   otherwise. The first refusal is a failure that nobody else owns, see [Reactor#onFailure];
  ///   one that lasts is logged, too, for without a step no owner is told.
  /// @throws IllegalStateException when the reactor is closed, embedded already, or being run
  /// @throws IllegalArgumentException when it is on virtual time, which only its own loop moves on
  /// @throws UnsupportedOperationException when its backend can't be waited for between the steps
  public static Embedding of(Reactor reactor, Executor loop) {
    if (reactor.clock().isVirtual()) {
      throw new IllegalArgumentException(
          "a reactor on virtual time can't be embedded: step it by hand, and advance its clock");
    }
    Embedding embedding = new Embedding(reactor, loop);
    reactor.checkOpen();
    Platform.call(embedding::begin);
    return embedding;
  }

  private void begin() {
    reactor.loop().enter();
    try {
      if (reactor.loop().embedding() != null) {
        throw new IllegalStateException("this reactor is embedded already");
      }
      lookout.checkBackend();
      reactor.loop().embed(this);
    } finally {
      reactor.loop().exit();
    }
    lookout.begin();
  }

  /// Runs `body` as a task inside the foreign loop, as [Reactor#run] does without one. What that
  /// would return or throw completes the future: when `body` and every task that it started have
  /// ended, on the thread that stepped the reactor, after that step.
  ///
  /// - **Waits**: never.
  /// - **Runs on**: any thread.
  /// - **Cancelled**: when the future is, all tasks are; they end in their own time.
  ///
  /// @throws IllegalStateException when the reactor or the embedding is closed, or it runs
  ///   something already
  public CompletableFuture<@Nullable Void> run(Work<?> body) {
    Program next = new Program(new Run(reactor, body), new CompletableFuture<>());
    synchronized (this) {
      checkOpen();
      checkNotRunning();
      program = next;
    }
    carrier.post("the beginning of an embedded run", next.run()::begin);
    var _ = next.done().whenComplete((_, _) -> cancelIfCancelled(next));
    if (reactor.isClosed()) {
      complete(next, new CancellationException("the reactor was closed"));
    }
    return next.done();
  }

  private void checkOpen() {
    reactor.checkOpen();
    if (closed) {
      throw new IllegalStateException("this embedding is closed");
    }
  }

  /// @throws IllegalStateException while [#run] runs something
  void checkNotRunning() {
    if (program != null) {
      throw new IllegalStateException("this reactor is being run already, in its embedding");
    }
  }

  private void cancelIfCancelled(Program asked) {
    if (asked.done().isCancelled() && isPresent(asked)) {
      carrier.post("the cancelling of an embedded run", asked.run()::cancel);
    }
  }

  @SuppressWarnings("ReferenceEquality") // a record, of which another may be equal
  private boolean isPresent(Program asked) {
    return program == asked;
  }

  private boolean isInstalled() {
    return reactor.loop().embedding() == this;
  }

  /// What the foreign loop runs. It may come late, or while somebody steps by hand.
  private void step() {
    if (!reactor.isClosed() && !carrier.entrance.isEntered() && isInstalled()) {
      Platform.call(this::stepUnlessOver);
    }
  }

  private void stepUnlessOver() {
    if (lookout.loopBegins()) {
      try {
        stepUnlessEntered();
      } finally {
        lookout.loopEnds();
      }
    }
  }

  /// Nothing that is asked before one has entered holds until then.
  private void stepUnlessEntered() {
    if (!reactor.loop().tryEnter()) {
      return;
    }
    try {
      if (isInstalled()) {
        reactor.loop().step(0);
      }
    } finally {
      reactor.loop().exit();
    }
  }

  void stepBegins() {
    lookout.stepBegins();
  }

  /// What a step does, while the reactor is embedded.
  int turn(long nanos) {
    try {
      return reactor.loop().turn(nanos);
    } catch (Throwable e) {
      Program now = program; // it may have begun in this very turn
      if (now == null || !now.run().isUnderWay()) {
        throw e;
      }
      now.run().fail(e);
      return 1;
    }
  }

  void stepEnds() {
    Program now = program;
    boolean ended = now != null && now.run().isUnderWay() && now.run().isDone();
    if (now != null && ended) {
      now.run().finish();
    }
    if (reactor.isClosed()) {
      lookout.end();
    }
    lookout.stepEnds();
    if (now != null && ended) {
      complete(now, now.run().failure());
    } else if (now != null && reactor.isClosed()) {
      complete(now, new CancellationException("the reactor was closed"));
    }
  }

  private void complete(Program over, @Nullable Throwable failure) {
    synchronized (this) {
      if (!isPresent(over)) {
        return;
      }
      program = null;
    }
    if (failure == null) {
      over.done().complete(null);
    } else {
      over.done().completeExceptionally(failure);
    }
  }

  /// Takes the reactor out of the loop: no step is asked for any more, and one that was does
  /// nothing. What [#run] runs goes on when somebody else runs the reactor, and ends with it; its
  /// future fails with a [CancellationException]. Idempotent.
  ///
  /// - **Waits**: until the step has ended that the loop runs now, so that the reactor may be
  ///   closed then; not when called inside of it, and never for one that the loop has not begun.
  /// - **Runs on**: any thread; not one that such a step waits for.
  @Override
  public void close() {
    Program left;
    synchronized (this) {
      closed = true;
      left = program;
    }
    lookout.end();
    if (isInstalled()) {
      reactor.loop().embed(null);
    }
    if (left != null) {
      carrier.post("the end of an embedded run", left.run()::finish);
      complete(left, new CancellationException("the embedding was closed"));
    }
    Carrier around = Carrier.currentOrNull();
    lookout.awaitLoop(around == null ? Thread.currentThread() : around.entrance.inside());
  }
}

package io.weightless.engine.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A stack that a [Carrier] runs: what a task or a coroutine stands on.
///
/// A strand runs until it waits or ends, and never at the same time as another strand of its
/// carrier. It waits in a [Suspension] only. Everything here is for the carrier's owner (a strand
/// of it, or a callback of its loop); nothing is thread-safe.
public abstract sealed class Strand implements Ready, Runnable permits FastStrand, PortableStrand {
  /// What a strand may hold, and others wait for.
  public interface Possession {
    /// Its holder has ended, and will not give it back.
    void abandonedBy(Strand holder);
  }

  private final Carrier carrier;

  /// What it waits for; set by the strand for the time of the wait.
  @Nullable Suspension<?> waiting;

  /// The innermost one that it is in; at first the one that it was started for.
  private Life life;

  /// Places in the carrier's list of strands that have not ended.
  @Nullable Strand older;

  @Nullable Strand newer;

  /// Whether its next turn comes before everything that is ready: see [Turn].
  boolean handedOver;

  /// Whether it has promised not to give its carrier up.
  private boolean holding;

  private boolean ended;

  /// How many [Possession]s it holds; at the most that fits it stays.
  private byte possessions;

  private final long born;

  Strand(Carrier carrier, Life life) {
    this.carrier = carrier;
    this.life = life;
    born = carrier.now();
  }

  /// A new strand on the caller's carrier, ready to run after all that is ready before it.
  ///
  /// @throws IllegalStateException outside a carrier
  public static Strand start(String name, Life life) {
    Strand strand = Carrier.current().strand(name, life);
    strand.ready();
    return strand;
  }

  /// The same, but it runs before all that is ready: for who has a turn of its own, and starts
  /// nothing else in it.
  public static Strand startNext(String name, Life life) {
    Strand strand = Carrier.current().strand(name, life);
    strand.handedOver = true;
    strand.ready();
    return strand;
  }

  /// The strand that the caller is.
  ///
  /// @throws IllegalStateException on any other thread
  public static Strand current() {
    Strand strand = Engine.ENGINE.strand();
    if (strand == null) {
      throw new IllegalStateException(
          "only a task can do this: call it inside Reactor.run, on a thread that a scope started");
    }
    return strand;
  }

  /// The strand that the caller is; null in callbacks, in guests and on all other threads.
  public static @Nullable Strand currentOrNull() {
    return Engine.ENGINE.strand();
  }

  /// The thread it is, for stack traces and interrupts.
  public abstract Thread thread();

  /// Whether it was never made ready.
  abstract boolean isNew();

  /// Sets the calling strand aside until [#ready]; may return early. An interrupt may make it do so
  /// once, and not again and again while the flag is set.
  abstract void park();

  /// Puts it behind all that is ready.
  abstract void ready();

  /// Lets all that is ready have a turn before the calling strand goes on.
  abstract void yieldTurn();

  public final Carrier carrier() {
    return carrier;
  }

  public final String name() {
    String name = thread().getName();
    return name.isEmpty() ? "unnamed" : name;
  }

  /// For messages.
  public final String quotedName() {
    return "'" + name() + "'";
  }

  /// By the clock of its carrier, in nanoseconds.
  public final long born() {
    return born;
  }

  /// Whether its turn is now.
  public final boolean isRunning() {
    return carrier.running == this;
  }

  /// Whether it is in a wait of the JDK, while its carrier goes on.
  public abstract boolean isInJdk();

  /// What it waits for in a [Suspension]; null when it does not, or is on its way out of it.
  public final @Nullable Object awaited() {
    return waiting == null || waiting.isSettled() ? null : waiting.awaited();
  }

  /// The one that started it, and outlives it; null for none.
  public final @Nullable Strand owner() {
    return life.owner();
  }

  public final Life life() {
    return life;
  }

  /// The one that it was started for.
  public final Life origin() {
    Life at = life;
    for (Life outside = at.outside(); outside != null; outside = at.outside()) {
      at = outside;
    }
    return at;
  }

  /// What it has opened and has not left, in words, outermost first.
  public final List<String> opened() {
    return inside().stream().map(Life::describe).filter(Objects::nonNull).toList();
  }

  /// In which of the [#opened] ones of its owner it was started, from 0; -1 for none.
  public final int startedIn() {
    Strand owner = owner();
    Life around = origin().around();
    return owner == null || around == null ? -1 : owner.inside().indexOf(around);
  }

  /// Without the one that it was started for.
  private List<Life> inside() {
    List<Life> inside = List.of();
    Life at = life;
    for (Life outside = at.outside(); outside != null; outside = at.outside()) {
      if (inside.isEmpty()) {
        inside = new ArrayList<>();
      }
      if (at.describe() != null) {
        inside.add(at);
      }
      at = outside;
    }
    return inside.reversed();
  }

  /// The life that encloses what the strand opens now.
  public final Life enclosing() {
    return life.enclosing();
  }

  /// Moves the calling strand into another life.
  public final void life(Life next) {
    life = next;
  }

  /// Moves the calling strand into one that it has opened.
  public final void enter(Life inside) {
    life.entered(inside);
    if (life != life.enclosing()) {
      life.enclosing().entered(inside);
    }
    life = inside;
  }

  /// Moves the calling strand back to what it was in.
  public final void leave(Life outer) {
    Life inside = life;
    life = outer;
    outer.left(inside);
    if (outer != outer.enclosing()) {
      outer.enclosing().left(inside);
    }
  }

  /// Whether its next wait throws.
  public final boolean isCancelled() {
    return carrier.isEnding() || life.isCancelled();
  }

  /// What its next wait throws; null while it may wait.
  public final @Nullable Error pending() {
    Error ending = carrier.ending();
    return ending == null ? life.pending() : ending;
  }

  /// Whether its body has returned, or thrown.
  public final boolean hasEnded() {
    return ended;
  }

  /// A promise of the calling strand: until it takes it back, each wait of ours throws [Pinned]
  /// before it asks for anything.
  ///
  /// @return whether it had promised already
  public final boolean hold(boolean promise) {
    boolean before = holding;
    holding = promise;
    return before;
  }

  /// It holds one [Possession] more.
  public final void took() {
    if (possessions < Byte.MAX_VALUE) {
      possessions++;
    }
  }

  /// It holds one less.
  public final void gaveBack() {
    if (possessions < Byte.MAX_VALUE) {
      possessions--;
    }
  }

  final boolean hasPossessions() {
    return possessions > 0;
  }

  public final boolean holds() {
    return holding;
  }

  final void checkMayWait() {
    if (holding) {
      throw new Pinned(name());
    }
  }

  /// Makes the strand see a cancellation that came while it was away: its wait ends, and where it
  /// waits in the JDK it is interrupted.
  public final void wake() {
    if (waiting == null) {
      thread().interrupt();
    } else {
      waiting.cancel();
    }
  }

  /// What its thread runs. Only the engine calls it.
  @Override
  public final void run() {
    try {
      life.live();
    } catch (Throwable e) {
      carrier.failures().add(e);
    } finally {
      Throwable left = life.endDependents();
      if (left != null) {
        carrier.failures().add(left);
      }
      ended();
    }
  }

  void ended() {
    if (!ended) {
      ended = true;
      carrier.leave(this);
    }
  }

  /// Nobody will ever make it ready again, so it counts as ended where it waits.
  final void abandon() {
    ended();
  }
}

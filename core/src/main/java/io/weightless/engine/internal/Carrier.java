package io.weightless.engine.internal;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Runs strands, one at a time, on whichever platform thread steps it: the floor of a reactor.
///
/// Its owner is that thread between [#enter] and [#exit], with whatever runs on it meanwhile. Only
/// [#submit] and [#owned] may be called by others.
public final class Carrier {
  /// The carrier that a platform thread is stepping. The fast engine reads it through the thread
  /// that carries the caller.
  static final ThreadLocal<@Nullable Carrier> STEPPING = new ThreadLocal<>();

  /// A look takes some 20 ns, and a turn hardly more than 100: so it is not for each.
  private static final int TURNS_PER_LOOK = 8;

  private final @Nullable Object host;
  private final LongSupplier clock;
  private final ReadyQueue ready = new ReadyQueue();

  /// The turn in which a strand was told of its cancellation; see [Suspension].
  long toldIn = -1;

  private final Arrivals arrivals;

  /// Null is first come, first served.
  private @Nullable Schedule schedule;

  public final Watching watching = new Watching(this);

  /// Virtual threads that user code started inside strands.
  public final Guests guests = new Guests();

  /// Who is to be told when it is closed; from any thread.
  public final Farewells farewells = new Farewells();

  /// The strand whose turn it is; null in callbacks and guests.
  @Nullable Strand running;

  /// Whose turn it is when it is no strand's: a guest, or what names a callback by its `toString`.
  @Nullable Object other;

  /// Counts turns; the watchdog reads it from its own thread.
  private final AtomicLong turns = new AtomicLong();

  /// The time when the present step came to its ready strands: a look at the clock for each strand
  /// that starts would cost more than the whole difference it makes.
  private long now;

  private final Failures failures = new Failures(this);

  /// Which turns lasted too long.
  public final Lateness lateness = new Lateness();

  private Watchdog.@Nullable Watch watch;

  /// Who has entered and not left; an inner carrier may be stepped on that thread now.
  public final Entrance entrance = new Entrance();

  /// The same while this is the innermost carrier on it. Other threads may read an old value, but
  /// never themselves.
  private @Nullable Thread stepper;

  private @Nullable Carrier outer;
  private final Strands strands = new Strands();
  private @Nullable Ending ending;

  private volatile boolean closed;

  /// @param host whose floor this is, for [#host]
  /// @param waker makes a waiting loop look again; called from any thread, must not wait
  /// @param clock nanoseconds, for how old strands are
  public Carrier(@Nullable Object host, Runnable waker, LongSupplier clock) {
    this.host = host;
    arrivals = new Arrivals(waker);
    this.clock = clock;
    now = clock.getAsLong();
  }

  /// The reactor that stands on this carrier.
  ///
  /// @throws IllegalStateException when there is none
  public Object host() {
    if (host == null || host instanceof Solo) {
      throw new IllegalStateException("this coroutine is driven outside a reactor");
    }
    return host;
  }

  /// What runs it outside of reactors; null in one.
  @Nullable Solo solo() {
    return host instanceof Solo solo ? solo : null;
  }

  /// The carrier that runs the caller.
  ///
  /// @throws IllegalStateException outside any
  public static Carrier current() {
    Carrier carrier = currentOrNull();
    if (carrier == null) {
      throw new IllegalStateException("no reactor runs this thread: call it inside Reactor.run");
    }
    return carrier;
  }

  public static @Nullable Carrier currentOrNull() {
    return Engine.ENGINE.carrier();
  }

  /// Whether the caller runs inside a turn of this carrier.
  public boolean owned() {
    return Engine.ENGINE.owns(this);
  }

  /// Refuses a caller that does not run inside a turn of this carrier.
  ///
  /// @throws IllegalStateException then
  public void checkOwner() {
    if (!owned()) {
      throw new IllegalStateException(
          "this belongs to another reactor, or to none that runs now: use Reactor.post");
    }
  }

  /// The time of the present step, in nanoseconds of its clock.
  public long now() {
    return now;
  }

  @Nullable Thread stepper() {
    return stepper;
  }

  /// How many turns there have been: while this stays the same for a strand, nobody else ran.
  public long turns() {
    return turns.getOpaque();
  }

  /// A new strand, not yet ready.
  Strand strand(String name, Life life) {
    Strand strand = Engine.ENGINE.strand(this, name, life);
    strands.add(strand);
    return strand;
  }

  void leave(Strand strand) {
    strands.remove(strand);
    if (strand.hasPossessions()) {
      strands.abandonedBy(strand);
    }
  }

  /// Those that have not ended.
  public Strands strands() {
    return strands;
  }

  /// Queues `entry` behind all that is ready; from any thread, and it never throws.
  void submit(Ready entry) {
    if (owned()) {
      ready.add(entry);
      return;
    }
    if (schedule != null) {
      schedule.cameFromOutside(entry);
    }
    arrivals.add(entry);
    if (closed) {
      Janitor.sweep(this);
    }
  }

  /// Runs `work` as a turn of its own, behind all that is ready; from any thread.
  public void post(Runnable work) {
    post(work, work);
  }

  /// @param who what reports call it: a text, or the work that is meant
  public void post(Object who, Runnable work) {
    submit(new Posted(this, who, work));
  }

  /// Runs `work` now when the caller runs on it, or else as [#post] does.
  public void run(Object who, Runnable work) {
    if (owned()) {
      work.run();
    } else {
      post(who, work);
    }
  }

  /// Makes the calling platform thread the one that carries. Pairs with [#exit].
  ///
  /// @throws IllegalStateException where [#tryEnter] says no
  public void enter() {
    if (!tryEnter()) {
      throw entrance.refusal();
    }
  }

  /// False while another thread, or an outer call on this one, is inside, and when it is barred.
  public boolean tryEnter() {
    if (!entrance.enter()) {
      return false;
    }
    carry();
    return true;
  }

  void enterAfterAll() {
    entrance.enterAfterAll();
    carry();
  }

  private void carry() {
    assert !Thread.currentThread().isVirtual();
    if (watch == null && host != null && solo() == null && !closed && schedule == null) {
      watch = Watchdog.watch(this);
    }
    Watchdog.notice();
    outer = STEPPING.get();
    if (outer != null) {
      outer.stepper = null;
    }
    stepper = Thread.currentThread();
    STEPPING.set(this);
    now = clock.getAsLong();
    takeForeign(); // what was submitted before comes before what will be from inside
  }

  public void exit() {
    Carrier resumed = outer;
    outer = null;
    stepper = null;
    entrance.leave();
    if (resumed == null) {
      STEPPING.remove();
    } else {
      resumed.stepper = Thread.currentThread();
      STEPPING.set(resumed);
    }
  }

  /// Runs what is ready, and what becomes ready by it, at most `budget` turns.
  ///
  /// @return the number of turns; a failure that has no owner passes, and the rest stays queued
  public int drain(int budget) {
    return drain(budget, Long.MAX_VALUE);
  }

  /// The same, for about `nanos` at most: it looks at the clock every [#TURNS_PER_LOOK] turns.
  public int drain(int budget, long nanos) {
    now = clock.getAsLong();
    takeForeign();
    int done = 0;
    int most = schedule == null ? budget : Math.min(budget, schedule.turns());
    while (done < most) {
      Ready entry = ready.poll();
      if (entry == null) {
        break;
      }
      done++;
      turnBegins(entry);
      entry.proceed();
      watching.turnEnds(entry);
      turnIsOver(entry);
      if (done % TURNS_PER_LOOK == 0 && clock.getAsLong() - now >= nanos) {
        break;
      }
    }
    return done;
  }

  /// From now on `schedule` decides who comes next. For its owner. How long a turn really takes
  /// means nothing in its world, so nobody watches that any more.
  public void schedule(Schedule schedule) {
    Watchdog.unwatch(watch);
    this.schedule = schedule;
    ready.schedule(schedule);
  }

  /// Runs `callback` now, as a turn of its own: what the loop itself calls.
  ///
  /// @param who names it, by its `toString`
  public void turn(Object who, Runnable callback) {
    turnBegins(who);
    call(who, callback);
    watching.turnEnds(who);
  }

  private void turnBegins(Object who) {
    turns.setPlain(turns.getPlain() + 1);
    if (schedule != null) {
      schedule.begins(who);
    }
    watching.turnBegins(who);
  }

  void call(Object who, Runnable callback) {
    other = who;
    try {
      callback.run();
    } catch (Throwable e) {
      failures.add(e);
    } finally {
      other = null;
    }
    turnIsOver(who);
  }

  /// It is asked after every turn, so it must cost nothing to speak of.
  private void turnIsOver(Object who) {
    if (lateness.isNoticed()) {
      lateness.measure(turns.getPlain());
    }
    if (failures.isPending()) {
      other = who; // their owner may take long, too
      try {
        failures.give(who);
      } finally {
        other = null;
      }
    }
  }

  private void takeForeign() {
    Ready entry;
    while ((entry = arrivals.poll()) != null) {
      ready.add(entry);
    }
  }

  /// Whether a turn would run something.
  public boolean hasReady() {
    return !ready.isEmpty() || !arrivals.isEmpty();
  }

  /// Call before the loop waits: from now on foreign work wakes it. False when it must not wait,
  /// because there is some already.
  public boolean fallAsleep() {
    arrivals.fallAsleep();
    if (hasReady()) {
      arrivals.awaken();
      return false;
    }
    return true;
  }

  public void awaken() {
    arrivals.awaken();
    Watchdog.notice();
  }

  /// Whether a turn may begin at any time: somebody is inside, and does not wait. From any thread.
  boolean isAwake() {
    return entrance.isEntered() && !arrivals.isAsleep();
  }

  /// Whether all strands wait for each other: none is on its way, is in a wait of the JDK, or waits
  /// for another thread.
  public boolean isStuck() {
    return strands.count() > 0 && ending == null && guests.isEmpty() && strands.areStuck();
  }

  /// What becomes of failures that nobody on this carrier owns.
  public Failures failures() {
    return failures;
  }

  boolean isEnding() {
    return ending != null;
  }

  @Nullable Error ending() {
    return ending == null ? null : ending.pending();
  }

  /// From now on every wait on this carrier throws what `reason` gives, level-triggered; those that
  /// wait now are woken. Null takes it back.
  public void end(@Nullable Ending reason) {
    ending = reason;
    if (reason != null) {
      strands.living().forEach(Strand::wake);
      guests.interruptAll();
    }
  }

  /// From now on what still becomes ready is run by the [Janitor]. The owner has exited for good.
  public void close() {
    closed = true;
    farewells.tell();
    failures.owner(null);
    Watchdog.unwatch(watch);
    if (hasReady()) {
      Janitor.sweep(this);
    }
  }
}

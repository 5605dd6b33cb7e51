package io.weightless.reactor;

import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Engine;
import io.weightless.engine.internal.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The loop and the world of tasks: it runs them one at a time, on one thread, so that what they
/// share needs no lock.
///
/// A reactor is a plain object: open it, pass it, step it by hand in tests, close it. Each step is
/// **timers, then input and output, then ready tasks, then repeating callbacks**; each in the order
/// in which they came. From Weightless's reactor, whose step order and whose rule it keeps: taking
/// a registration away acts at once, adding one acts from the next step.
///
/// - **Runs on**: the thread that calls [#run] or [#step]; a virtual thread that calls them hands
///   the work to a platform thread and waits. Other threads may call [#post], and what says so.
/// - **Limit**: see [Limits].
public final class Reactor implements AutoCloseable {
  private final Backend backend;
  private final String backendName;
  private final Clock clock;
  private final RandomGenerator random;
  private final Timers timers;
  private final Loop loop;
  private final Carrier carrier;
  private final Services services;
  private final Posts posts;
  private volatile Holds holds = Holds.NONE;

  private Reactor(
      Backend backend, String backendName, Clock clock, RandomGenerator random, Limits limits) {
    this.backend = backend;
    this.backendName = backendName;
    this.clock = clock;
    this.random = random;
    services = new Services(backendName);
    posts = new Posts(limits.posts());
    carrier = new Carrier(this, backend::wakeup, clock::nanos);
    timers = new Timers(limits.timers(), this::checkOwner, carrier::turn);
    loop = new Loop(this, carrier, timers, backend);
    carrier.lateness.listen(this::held);
    attach(Carrier.class, carrier); // for the other rooms of the house
    backend.attachTo(this);
  }

  /// Opens a reactor on the best backend of this machine: see [Backend.Provider]. Without any, it
  /// has timers and [#post].
  public static Reactor open() {
    return Backends.best().open();
  }

  /// Opens a reactor on the backend of that name.
  ///
  /// @throws IllegalArgumentException when there is none, or it does not work here
  public static Reactor open(String backendName) {
    return Backends.named(backendName).open();
  }

  /// Opens a reactor in a world of one's own: a simulated backend, a [VirtualClock], a seeded
  /// random.
  public static Reactor open(Backend backend, Clock clock, RandomGenerator random) {
    return new Reactor(backend, backend.getClass().getSimpleName(), clock, random, Limits.DEFAULT);
  }

  /// Opens a reactor with timers and [#post] only, on `clock`.
  public static Reactor open(Clock clock, RandomGenerator random, Limits limits) {
    return new Reactor(new Parked(), "none", clock, random, limits);
  }

  static Reactor open(String backendName, Backend backend) {
    return new Reactor(
        backend, backendName, Clock.system(), new SplittableRandom(), Limits.DEFAULT);
  }

  /// The reactor that runs the caller.
  ///
  /// @throws IllegalStateException outside a task and a callback
  public static Reactor current() {
    return (Reactor) Carrier.current().host();
  }

  /// Runs `body` as a task, and returns when it and every task that it started have ended.
  ///
  /// A failure of `body` is thrown from here. A failure that nobody else owns (a callback's)
  /// cancels everything, and is thrown from here when all has ended; unless it has an owner: see
  /// [#onFailure].
  ///
  /// Under a virtual clock nothing but timers and input passes the time. When neither is left and
  /// all tasks wait, they wait for each other, and [Deadlock] is thrown; what comes from another
  /// thread is known to come when a task waits for it in an `Offload` or in the JDK, or when a task
  /// has started a thread that lives, and not when that thread just means to [#post].
  ///
  /// - **Waits**: always; called from a task of another reactor it holds that reactor meanwhile.
  /// - **Runs on**: the caller, which must hold no monitor: inside `synchronized` the JDK would set
  ///   that aside with the first task that waits, and others would find it free.
  /// - **Cancelled**: a task that calls it and is cancelled before its turn comes runs nothing. An
  ///   interrupt of the calling thread, before or while it waits for something to do, cancels
  ///   everything. (While a task runs the JDK takes the thread's interrupt away.)
  ///
  /// @throws CancellationException when the calling thread was interrupted
  /// @throws IllegalStateException when the reactor is closed, or is being run already
  public <X extends Exception> void run(Work<X> body) throws X {
    Run run = new Run(this, body);
    checkOpen();
    Platform.callCancellably(
        () -> {
          loop.enter();
          try {
            run.untilDone();
          } finally {
            loop.exit();
          }
        },
        run::interrupt);
    run.rethrow();
  }

  /// One step that does not wait.
  ///
  /// @return whether anything ran
  /// @throws IllegalStateException when the reactor is closed, or is being run already
  public boolean step() {
    return step(Duration.ZERO);
  }

  /// One step that waits until something can run, for at most `patience`; an interrupt of the
  /// calling thread ends the wait. A virtual clock passes the time instead, as in [#run], and
  /// [Deadlock] is thrown for the same reason.
  ///
  /// @return whether anything ran
  /// @throws IllegalStateException when the reactor is closed, or is being run already
  public boolean step(Duration patience) {
    boolean[] ran = {false};
    onPlatformThread(() -> {
      loop.enter();
      try {
        ran[0] = loop.step(Nanos.of(patience)) > 0;
      } finally {
        loop.exit();
      }
    });
    return ran[0];
  }

  /// Runs `work` on this reactor, behind all that is ready. The one door from other threads.
  ///
  /// - **Order**: what one thread posts runs in the order in which it was posted.
  /// - **Waits**: never.
  ///
  /// @throws IllegalStateException when the reactor is closed, or over [Limits#posts]
  public void post(Runnable work) {
    checkOpen();
    posts.add();
    carrier.post(
        work,
        () -> {
          posts.remove();
          work.run();
        });
  }

  /// Opens an executor whose work runs as tasks of this reactor, for libraries that ask for one.
  /// Whoever opens it shuts it down; if nobody does it ends with the reactor.
  ///
  /// - **Runs on**: any thread.
  ///
  /// @throws IllegalStateException when the reactor is closed
  public ReactorExecutor executor() {
    checkOpen();
    return new ReactorExecutor(this);
  }

  /// Runs `callback` once, `delay` from now; at once means at the next step.
  ///
  /// - **Order**: by time, then by the order of the calls.
  /// - **Runs on**: this reactor only.
  ///
  /// @throws IllegalArgumentException when `delay` is negative
  /// @throws IllegalStateException over [Limits#timers]
  public Timer after(Duration delay, Runnable callback) {
    checkOwner();
    if (delay.isNegative()) {
      throw new IllegalArgumentException("a delay can't be negative: " + delay);
    }
    return timers.add(clock.nanos() + Nanos.of(delay), callback);
  }

  /// Runs `callback` at the end of every step, from the next one on. While there is one the reactor
  /// does not wait for anything.
  public Repeating everyStep(Runnable callback) {
    checkOwner();
    return loop.atEnd.add(callback);
  }

  /// Runs `callback` in every step when the timers have run, before the reactor waits for input. It
  /// does not keep it from that. (libuv's prepare; its idle is [#everyStep].)
  public Repeating beforeWait(Runnable callback) {
    checkOwner();
    return loop.beforeWait.add(callback);
  }

  /// Runs `callback` in every step when the input has been looked at, before the tasks that are
  /// ready. (libuv's check.)
  public Repeating afterWait(Runnable callback) {
    checkOwner();
    return loop.afterWait.add(callback);
  }

  /// How long the next [#step] may wait for input and [#post]: zero when something is ready, or
  /// due.
  ///
  /// - **Runs on**: this reactor, or any thread while it is not being run.
  ///
  /// @return `Long.MAX_VALUE` nanoseconds when no timer is pending
  public Duration timeout() {
    checkOwnerOrIdle();
    return Duration.ofNanos(loop.timeout());
  }

  public Clock clock() {
    return clock;
  }

  public RandomGenerator random() {
    return random;
  }

  /// `uring`, `epoll`, `nio`, or `none` without input and output.
  public String backendName() {
    return backendName;
  }

  /// `fast` or `portable`: how this process switches tasks.
  public static String engineName() {
    return Engine.ENGINE.name();
  }

  /// What runs here now: a tree, each task before those inside it, the older before the younger.
  /// Threads that tasks started are in it too, as guests.
  ///
  /// - **Runs on**: this reactor, or any thread while it is not being run; from elsewhere [#post].
  /// - **Cost**: linear in the number of tasks, a microsecond or so each; their stacks are taken
  ///   when they are asked for.
  public List<TaskInfo> tasks() {
    checkOwnerOrIdle();
    return Listing.of(carrier, clock.nanos());
  }

  /// Gives `owner` what nobody else owns from now on: the failure of a callback, of work that was
  /// left behind, of a task that the reactor's close ends, of a thread that a task started and that
  /// has no handler of its own (on the portable engine such threads are not the reactor's). The
  /// loop goes on then. Null takes the owner away.
  ///
  /// Without one the failure of a callback ends [#run], which throws it; the others are logged, by
  /// the name of `io.weightless.failure`. Two failures are not for it: that of the body of [#run],
  /// which throws it, and that of the backend, for without input nothing goes on.
  ///
  /// - **Runs on**: any thread; for failures that are told from then on.
  ///
  /// @throws IllegalStateException when the reactor is closed
  public void onFailure(@Nullable FailureOwner owner) {
    checkOpen();
    carrier.failures().owner(owner == null ? null : owner::failed);
  }

  /// Who has held the loop for too long since the reactor was opened: see [Holds].
  ///
  /// - **Runs on**: any thread. A hold is counted when it ends; the log has it while it lasts.
  /// - **Waits**: never.
  public Holds holds() {
    return holds;
  }

  /// On the loop, so that nobody else writes.
  @SuppressWarnings("NonAtomicVolatileUpdate")
  private void held(String who, long nanos, List<StackTraceElement> stack) {
    holds = holds.and(new Hold(who, Duration.ofNanos(nanos), stack));
  }

  /// Makes `service` the one that [#service] finds; for whoever opens the reactor.
  public <T> void attach(Class<T> type, T service) {
    services.attach(type, service);
  }

  /// The same, of a service that has something to close: `atClose` runs once when the reactor is
  /// closed, after its tasks have ended, or were given up, and before its backend is freed; of
  /// several, those of the last one first. A failure of it is told in the log.
  public <T> void attach(Class<T> type, T service, Runnable atClose) {
    services.attach(type, service, atClose);
  }

  /// Has `more` attach what few ask for, when a service is asked for that nobody has attached; what
  /// was attached before that stays.
  public void attachLater(Runnable more) {
    services.attachLater(more);
  }

  /// A service of the backend or of whoever opened the reactor, as `Network` and `Files`.
  ///
  /// @throws IllegalStateException when nobody attached one
  public <T> T service(Class<T> type) {
    return services.find(type);
  }

  /// The same; what `maker` makes, from now on, when nobody attached one.
  public <T> T service(Class<T> type, Supplier<T> maker) {
    checkOwnerOrIdle();
    return services.find(type, maker);
  }

  /// Refuses a caller that does not run on this reactor.
  ///
  /// @throws IllegalStateException then
  public void checkOwner() {
    carrier.checkOwner();
  }

  /// Ends what still runs, says in the log what it was, and frees the backend. Tasks see
  /// [Cancelled] at their waits, threads that they started are interrupted; what does not end
  /// within a second is named, and runs to its end on another thread whenever it can. Idempotent.
  ///
  /// @throws IllegalStateException when called from a task or callback of this reactor
  @Override
  public void close() {
    if (isClosed()) {
      return;
    }
    if (carrier.owned()) {
      throw new IllegalStateException("a reactor can't be closed from inside; let run return");
    }
    onPlatformThread(() -> {
      loop.enter();
      try {
        carrier.entrance.bar();
        new Closing(this, carrier).endAll();
        services.close();
        backend.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        loop.exit();
        carrier.close();
      }
    });
  }

  Carrier carrier() {
    return carrier;
  }

  private void checkOwnerOrIdle() {
    if (carrier.entrance.isEntered()) {
      checkOwner();
    }
  }

  Loop loop() {
    return loop;
  }

  private void onPlatformThread(Runnable work) {
    checkOpen();
    Platform.call(work);
  }

  /// Like [#after], and in the past is at once.
  Timer at(long deadline, Runnable callback) {
    return timers.add(deadline, callback);
  }

  Posts posts() {
    return posts;
  }

  boolean isClosed() {
    return carrier.entrance.isBarred();
  }

  void checkOpen() {
    if (isClosed()) {
      throw new IllegalStateException("this reactor is closed");
    }
  }

  @Override
  public String toString() {
    return "Reactor[" + backendName + ", " + carrier.strands().count() + " tasks]";
  }
}

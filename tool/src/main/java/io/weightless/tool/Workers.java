package io.weightless.tool;

import io.weightless.http.admin.Watched;
import io.weightless.reactor.Reactor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Some workers that share nothing, and what concerns them all: beginning together, and ending
/// together. What each does by itself, dying and being started anew, is in [Worker].
final class Workers {
  /// What they are to do.
  ///
  /// @param count how many of them
  /// @param reactors opens one for each life, on the worker's thread
  /// @param grace for draining, in all
  /// @param watched where each is by its name, `worker-1` and so on
  record Plan(
      int count, Supplier<Reactor> reactors, Life.Beginning life, Duration grace, Watched watched) {
    /// The same, which nobody watches.
    Plan(int count, Supplier<Reactor> reactors, Life.Beginning life, Duration grace) {
      this(count, reactors, life, grace, new Watched());
    }
  }

  /// How a worker that died waits before it is started anew.
  @FunctionalInterface
  interface Pauses {
    /// In real time.
    Pauses REAL = (told, pause) -> told.await(pause.toNanos(), TimeUnit.NANOSECONDS);

    /// Waits on the worker's thread until `told` is zero, or `pause` is over.
    ///
    /// @return whether it is zero
    boolean untilTold(CountDownLatch told, Duration pause) throws InterruptedException;
  }

  final Plan plan;
  final Voice voice;
  final Pauses pauses;

  /// Zero when all are told to end. Counted down on any thread; workers wait for it in their
  /// pauses, and look at it before they wait for their [bell][Worker#tell].
  final CountDownLatch told = new CountDownLatch(1);

  private final List<Worker> workers;

  /// Whether all have begun. Written by the thread that starts them, read by the workers when they
  /// are told to end: those of a start that failed are cut, and silent.
  private volatile boolean begun;

  /// How many workers have yet to say what they drain. Each counts itself out on its own thread,
  /// after it has added its connections; who counts last speaks for all.
  private final AtomicInteger silent;

  private final AtomicInteger draining = new AtomicInteger();

  /// Whether something was cut. Set by workers, read when they have ended.
  private volatile boolean cut;

  private Workers(Plan plan, Voice voice, Pauses pauses) {
    this.plan = plan;
    this.voice = voice;
    this.pauses = pauses;
    this.silent = new AtomicInteger(plan.count());
    this.workers =
        IntStream.rangeClosed(1, plan.count()).mapToObj(n -> new Worker(n, this)).toList();
  }

  /// Starts them: the first one, and when that has begun the others, all at once.
  ///
  /// - **Waits**: until all have begun.
  ///
  /// @throws Exception what kept one of them from beginning; then the others have ended
  static Workers start(Plan plan, Voice voice, Pauses pauses) throws Exception {
    Workers all = new Workers(plan, voice, pauses);
    try {
      begin(all.workers.subList(0, 1));
      begin(all.workers.subList(1, plan.count()));
      all.begun = true;
      return all;
    } finally {
      if (!all.begun) {
        all.drain();
        all.join(Duration.ofSeconds(1));
      }
    }
  }

  private static void begin(List<Worker> some) throws Exception {
    some.forEach(Worker::start);
    for (Worker worker : some) {
      try {
        worker.awaitBegun();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof Exception cause) {
          throw cause;
        }
        throw e;
      }
    }
  }

  /// Tells all of them to drain, at the same time. From any thread; idempotent.
  ///
  /// - **Waits**: never.
  void drain() {
    told.countDown();
    workers.forEach(Worker::tell);
  }

  /// Waits until they are told to drain and have done so. One that does not end is left behind: its
  /// thread does not keep the process.
  ///
  /// @param patience beyond the time for draining
  void join(Duration patience) throws InterruptedException {
    told.await();
    long end = System.nanoTime() + grace().plus(patience).toNanos();
    for (Worker worker : workers) {
      if (!worker.join(Duration.ofNanos(end - System.nanoTime()))) {
        say(worker + " does not end and is left behind");
      }
    }
    if (cut) {
      say("some connections were cut");
    }
  }

  Duration grace() {
    return begun ? plan.grace() : Duration.ZERO;
  }

  boolean isTold() {
    return told.getCount() == 0;
  }

  /// A worker that was told has so many connections; each says it once.
  void drains(int connections) {
    draining.addAndGet(connections);
    if (silent.decrementAndGet() == 0) {
      int all = draining.get();
      if (all > 0) {
        String what = all == 1 ? " connection" : " connections";
        say("draining " + all + what + ", at most " + plan.grace().toSeconds() + " s");
      }
    }
  }

  /// A worker could not drain in time, or died of it.
  void cut() {
    cut = true;
  }

  private void say(String line) {
    if (begun) {
      voice.say(line);
    }
  }
}

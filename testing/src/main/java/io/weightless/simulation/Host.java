package io.weightless.simulation;

import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Life;
import io.weightless.engine.internal.Schedule;
import io.weightless.engine.internal.Strand;
import io.weightless.reactor.Cancelled;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.TaskInfo;
import io.weightless.reactor.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A computer of a simulation, with one program. It may crash and be started again: each of its
/// lives has a reactor of its own.
final class Host {
  private static final Duration FOREVER = Duration.ofDays(40_000);

  /// To end what its crash cancels; more are a task that does not want to end.
  private static final int MOST_LAST_STEPS = 10_000;

  private final Universe universe;
  private final String name;
  private final Work<?> program;

  /// Which keeps what was synced when it crashes; a shard has that of its computer.
  private final MemoryDisk disk;

  private final boolean isService;
  private @Nullable Reactor reactor;
  private @Nullable HostBackend backend;
  private int lives;
  private boolean ended;
  private boolean ending;
  private final List<Host> shards = new ArrayList<>();

  /// Whose shard it is; null for a computer.
  private final @Nullable Host owner;

  /// Hears how a shard has ended.
  private final Consumer<@Nullable Throwable> whenEnded;

  private @Nullable Throwable failure;

  /// Of this life; null when nobody reads the trace.
  private @Nullable Traffic traffic;

  /// Whether the universe has it among those that may run.
  boolean isActive;

  /// When the universe will look at it again at the latest; `Long.MAX_VALUE` for never.
  long wakesAt = Long.MAX_VALUE;

  Host(Universe universe, Plan.Part part) {
    this(universe, part, null, _ -> {});
  }

  private Host(
      Universe universe,
      Plan.Part part,
      @Nullable Host owner,
      Consumer<@Nullable Throwable> whenEnded) {
    this.universe = universe;
    name = part.name();
    program = part.program();
    disk = owner == null ? universe.newDisk(name) : owner.disk;
    isService = part.isService();
    this.owner = owner;
    this.whenEnded = whenEnded;
  }

  String name() {
    return name;
  }

  boolean isService() {
    return isService;
  }

  boolean isShard() {
    return owner != null;
  }

  List<Host> shards() {
    return shards;
  }

  /// Whether it is a shard that has ended.
  boolean isOver() {
    return isShard() && reactor == null;
  }

  boolean isUp() {
    return reactor != null;
  }

  /// Whether its program has returned.
  boolean hasEnded() {
    return ended;
  }

  /// Which of its lives this is.
  int life() {
    return lives;
  }

  void start() {
    lives++;
    ended = false;
    ending = false;
    backend = new HostBackend(universe.networkOf(name), new MemoryFiles(disk), cores());
    Reactor opened = Reactor.open(backend, universe.clock(), universe.split());
    reactor = opened;
    Schedule schedule = universe.scheduleOf(this);
    opened.post(() -> begin(schedule));
    universe.add(opened);
    universe.activate(this);
  }

  /// Those of the computer: what a shard starts may outlive it.
  private HostCores cores() {
    return new HostCores(owner == null ? this : owner);
  }

  /// The program begins in a step of its own, for the schedule decides of whole steps.
  private void begin(Schedule schedule) {
    Carrier.current().schedule(schedule);
    traffic = universe.trace().isRead() ? new Traffic(universe.trace(), name) : null;
    arrive(() -> Strand.start(name, Life.of(this::live)));
  }

  private void live() {
    try {
      program.run();
    } catch (Throwable e) {
      if (isShard()) {
        failure = e;
      } else if (!ending) {
        universe.failed(this, e);
      }
    }
    ended = isShard() || !ending; // one that crashed has not come to its end
  }

  /// Another reactor of this computer, with a network of its own, which keeps the name when a shard
  /// has ended; a crash frees it.
  void startShard(String shard, Work<?> life, Consumer<@Nullable Throwable> whenShardEnded) {
    String first = name + Plan.SHARD + shard;
    String unused = first;
    for (int i = 2; universe.knows(unused); i++) {
      unused = first + "-again-" + i;
    }
    Host started = new Host(universe, new Plan.Part(unused, life, true), this, whenShardEnded);
    shards.add(started);
    universe.add(started);
    started.start();
  }

  /// A shard whose program has ended is no more.
  private void settle() {
    if (owner != null && ended && tasks().isEmpty()) {
      owner.shards.remove(this);
      close();
      universe.remove(this);
      whenEnded.accept(failure);
    }
  }

  void arrive(Runnable arrival) {
    if (backend != null) {
      backend.add(arrival);
      universe.activate(this);
    }
  }

  /// Runs what can run now, a few turns.
  ///
  /// @return for how many nanoseconds it would wait now; -1 when it may go on at once
  long step() {
    if (reactor == null || backend == null) {
      return Long.MAX_VALUE;
    }
    boolean ran;
    try {
      ran = reactor.step(FOREVER);
    } catch (Throwable e) {
      universe.failed(this, e);
      ran = true;
    }
    writeTraffic();
    long idleFor = ran ? -1 : backend.idleFor();
    settle();
    return idleFor;
  }

  /// What runs on it.
  List<TaskInfo> tasks() {
    return reactor == null ? List.of() : reactor.tasks();
  }

  /// What comes late to a life that is over runs on a thread of its own, and is no part of this.
  void begins(Object who) {
    if (universe.isOnItsThread()) {
      writeTraffic();
      universe.trace().turn(name, who);
    }
  }

  private void writeTraffic() {
    if (traffic != null) {
      traffic.write();
    }
  }

  /// One host may post to another, for they are in one thread; anybody else has a clock and an
  /// order of his own.
  void cameFromOutside(Object who) {
    if (universe.isInside()) {
      universe.activate(this);
    } else {
      universe.tell(() -> failForeign(who));
    }
  }

  /// With the stack of the task: there it waited. To look at it makes it ready once more.
  private void failForeign(Object who) {
    Strand strand = who instanceof Strand known ? known : null;
    IllegalStateException foreign =
        new IllegalStateException(
            "a thread outside of the simulation made something ready here: "
                + (strand == null ? who : "task " + strand.quotedName())
                + "; waits of the JDK and threads of one's own have no place in a simulation");
    universe.failed(this, foreign);
    if (strand != null) {
      foreign.setStackTrace(strand.thread().getStackTrace());
    }
  }

  /// Its power fails: nothing that its tasks still do reaches its disk.
  void crash() {
    loseFiles();
    disk.crash();
    end("its host crashed");
  }

  private void loseFiles() {
    if (backend != null) {
      backend.crash();
    }
    shards.forEach(Host::loseFiles);
  }

  /// Ends all that runs on it, and its shards: `finally` blocks run, in a world in which nothing
  /// works any more.
  void end(String why) {
    if (reactor == null || isShard()) {
      return;
    }
    cancel(why);
    int steps = 0;
    do { // at least once, for what was posted
      stepOut();
    } while (isAlive() && ++steps < MOST_LAST_STEPS);
    if (isAlive()) {
      universe.failed(this, new IllegalStateException("it does not end when it is cancelled"));
    }
    close();
  }

  private boolean isAlive() {
    return !tasks().isEmpty() || !shards.isEmpty();
  }

  private void cancel(String why) {
    ending = true;
    if (reactor != null) {
      reactor.post(() -> Carrier.current().end(() -> new Cancelled(why, this)));
    }
    shards.forEach(shard -> shard.cancel(why));
  }

  /// What fails now is nobody's concern.
  private void stepOut() {
    if (reactor == null) {
      return;
    }
    try {
      reactor.step();
    } catch (RuntimeException | Error _) {
      // of a callback, on a host that is no more
    }
    List.copyOf(shards).forEach(Host::stepOut);
    settle();
  }

  private void close() {
    shards.forEach(Host::close);
    shards.forEach(universe::remove);
    shards.clear();
    Reactor last = reactor;
    reactor = null;
    backend = null;
    if (last != null) {
      last.close();
    }
  }
}

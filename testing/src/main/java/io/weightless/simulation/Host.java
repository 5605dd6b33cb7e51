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
import java.util.List;
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
  private final boolean isService;
  private @Nullable Reactor reactor;
  private @Nullable HostBackend backend;
  private int lives;
  private boolean ended;
  private boolean ending;

  /// Whether the universe has it among those that may run.
  boolean isActive;

  /// When the universe will look at it again at the latest; `Long.MAX_VALUE` for never.
  long wakesAt = Long.MAX_VALUE;

  Host(Universe universe, String name, Work<?> program, boolean isService) {
    this.universe = universe;
    this.name = name;
    this.program = program;
    this.isService = isService;
  }

  String name() {
    return name;
  }

  boolean isService() {
    return isService;
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
    backend = new HostBackend(universe.networkOf(name));
    Reactor opened = Reactor.open(backend, universe.clock(), universe.split());
    reactor = opened;
    Schedule schedule = universe.scheduleOf(this);
    opened.post(() -> begin(schedule));
    universe.activate(this);
  }

  private void begin(Schedule schedule) {
    Carrier.current().schedule(schedule);
    Strand.start(name, Life.of(this::live));
  }

  private void live() {
    try {
      program.run();
      ended = true;
    } catch (Throwable e) {
      if (!ending) {
        universe.failed(this, e);
      }
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
    return ran ? -1 : backend.idleFor();
  }

  /// What runs on it.
  List<TaskInfo> tasks() {
    return reactor == null ? List.of() : reactor.tasks();
  }

  void begins(Object who) {
    universe.trace().turn(name, who);
  }

  /// One host may post to another, for they are in one thread; anybody else has a clock and an
  /// order of his own.
  void cameFromOutside(Object who) {
    if (Carrier.currentOrNull() == null && !universe.isOnItsThread()) {
      universe.failed(
          this,
          new IllegalStateException(
              "a thread outside of the simulation made something ready here: "
                  + who
                  + "; waits of the JDK and threads of one's own have no place in a simulation"));
    }
    universe.activate(this);
  }

  /// Ends all that runs on it: `finally` blocks run, in a world in which nothing works any more.
  void end(String why) {
    Reactor last = reactor;
    if (last == null) {
      return;
    }
    ending = true;
    last.post(() -> Carrier.current().end(() -> new Cancelled(why, this)));
    int steps = 0;
    do {
      stepOut(last);
    } while (!last.tasks().isEmpty() && ++steps < MOST_LAST_STEPS);
    if (!last.tasks().isEmpty()) {
      universe.failed(this, new IllegalStateException("it does not end when it is cancelled"));
    }
    reactor = null;
    backend = null;
    last.close();
  }

  /// What fails now is nobody's concern.
  private static void stepOut(Reactor reactor) {
    try {
      reactor.step();
    } catch (RuntimeException | Error _) {
      // of a callback, on a host that is no more
    }
  }
}

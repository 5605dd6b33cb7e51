package io.weightless.simulation;

import io.weightless.engine.internal.Platform;
import io.weightless.reactor.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A world of hosts in one thread, in which chance is drawn from a seed: who of those that are
/// ready runs next, how long each packet takes, what breaks and when. So the same seed gives the
/// same run, to the last turn, and a mistake that is found once can be looked at again.
///
/// ```java
/// Simulation.seed(42)
///     .service("server", () -> HttpServer.listen(new Address("0.0.0.0", 80), handler))
///     .host("client", () -> {
///       Network network = Reactor.current().service(Network.class);
///       try (Stream stream = network.connect(new Address("server", 80))) { ... }
///     })
///     .faults(Faults.all())
///     .always("no order is paid twice", () -> ledger.payments() <= ledger.orders())
///     .run();
/// ```
///
/// Programs run unchanged: each host has a reactor with a clock, a random, a network and files of
/// the simulation. What is outside of those is outside of the simulation too: a wait of the JDK, a
/// thread of one's own, the time of the system. The first two are failures where they are seen.
///
/// What objects outside of a program keep survives its crash; what the program makes when it runs
/// does not. Each host has a disk, empty at first, which it finds again after a crash: all that was
/// synced is there, and of what was not anything may be lost, of a file as of a directory.
///
/// From FoundationDB's simulation and TigerBeetle's VOPR; hosts and services from Tokio's turmoil.
public final class Simulation {
  private static final Duration USUAL_LIMIT = Duration.ofHours(1);
  private static final Duration LONGEST_LIMIT = Duration.ofDays(36_500);

  private final long seed;
  private final List<Plan.Part> parts = new ArrayList<>();
  private final List<Plan.Invariant> invariants = new ArrayList<>();
  private final List<Plan.Check> checks = new ArrayList<>();
  private Faults faults = Faults.none();
  private Plan.Order order = SeededSchedule.ORDER;
  private Conditions conditions = Conditions.DEFAULT;
  private Duration limit = USUAL_LIMIT;
  private @Nullable Consumer<String> lines;
  private @Nullable Universe universe;

  private Simulation(long seed) {
    this.seed = seed;
  }

  /// An empty world without faults.
  public static Simulation seed(long seed) {
    return new Simulation(seed);
  }

  public long seed() {
    return seed;
  }

  /// A host whose program has an end: the simulation is over when all of them have come to it. It
  /// never crashes by chance.
  public Simulation host(String name, Work<?> program) {
    return add(new Plan.Part(name, program, false));
  }

  /// A host that is there for as long as the simulation lasts. With [Fault#CRASH] it crashes now
  /// and then, and its program is started anew.
  public Simulation service(String name, Work<?> program) {
    return add(new Plan.Part(name, program, true));
  }

  private Simulation add(Plan.Part part) {
    checkNotRun();
    if (part.name().indexOf(Plan.SHARD) >= 0) {
      throw new IllegalArgumentException("'" + part.name() + "' would be the name of a shard");
    }
    if (parts.stream().anyMatch(known -> known.name().equals(part.name()))) {
      throw new IllegalArgumentException("there is a host '" + part.name() + "' already");
    }
    parts.add(part);
    return this;
  }

  /// What may go wrong; nothing, unless it is said.
  public Simulation faults(Faults faults) {
    checkNotRun();
    this.faults = faults;
    return this;
  }

  /// What has to hold between the steps of all hosts; a step is a few turns.
  ///
  /// @param holds reads what it needs, and changes nothing
  public Simulation always(String invariant, BooleanSupplier holds) {
    checkNotRun();
    invariants.add(new Plan.Invariant(invariant, holds));
    return this;
  }

  /// What has to hold when all is over, on no host: `check` throws when it does not.
  public Simulation atEnd(String name, Work<?> check) {
    checkNotRun();
    checks.add(new Plan.Check(name, check));
    return this;
  }

  /// How fast and how large the network is, when nothing strikes it.
  public Simulation network(Conditions conditions) {
    checkNotRun();
    this.conditions = conditions;
    return this;
  }

  /// Tasks run first come, first served, as they do where nothing is simulated; hosts take turns,
  /// and every packet takes the same time.
  public Simulation firstComeFirstServed() {
    checkNotRun();
    Duration latency = conditions.minLatency();
    conditions = conditions.withLatency(latency, latency);
    order = (host, _) -> new FairSchedule(host);
    return this;
  }

  /// Tasks run in the order of these choices.
  void chosenBy(Choices choices) {
    checkNotRun();
    order = (host, _) -> new ChosenSchedule(host, choices);
  }

  /// How long it may take of its own time, one hour unless it is said; then it has failed.
  public Simulation limit(Duration limit) {
    checkNotRun();
    if (limit.isNegative() || limit.compareTo(LONGEST_LIMIT) > 0) {
      throw new IllegalArgumentException("a limit is at most " + LONGEST_LIMIT + ", not " + limit);
    }
    this.limit = limit;
    return this;
  }

  /// Gives `lines` a line for each turn, timer and arrival, and for each value that a channel takes
  /// or gives. The run is the same.
  public Simulation trace(Consumer<String> lines) {
    checkNotRun();
    this.lines = lines;
    return this;
  }

  /// Runs it, once, on the calling thread.
  ///
  /// @throws SimulationFailed when a program fails, a check does not hold, all wait for each other,
  ///   or it does not come to its end
  public Report run() {
    checkNotRun();
    Report[] report = new Report[1];
    Platform.call(() -> {
      universe =
          new Universe(
              new Plan(seed, parts, faults, conditions, order, limit, invariants, checks, lines));
      report[0] = universe.run();
    });
    return report[0];
  }

  /// How often each fault struck so far, of those that may.
  Map<Fault, Long> strikes() {
    return universe == null ? Map.of() : universe.strikes();
  }

  private void checkNotRun() {
    if (universe != null) {
      throw new IllegalStateException("a simulation runs once");
    }
  }

  /// For a program of it: crashes `host` when the present turn is over. Its tasks are cancelled,
  /// its connections are lost.
  public void crash(String host) {
    soon(world -> world.crash(host));
  }

  /// For a program of it: starts a crashed `host` again when the present turn is over.
  public void restart(String host) {
    soon(world -> world.restart(host));
  }

  /// For a program of it: nothing gets from one of `hosts` to one that is not among them, and back,
  /// until [#heal].
  public void isolate(String... hosts) {
    soon(world -> {
      Set<String> others = new LinkedHashSet<>(world.names());
      Set<String> isolated = new LinkedHashSet<>(List.of(hosts));
      others.removeAll(isolated);
      world.fabric().partition(isolated, others);
    });
  }

  /// For a program of it: everything gets everywhere again.
  public void heal() {
    soon(world -> world.fabric().heal());
  }

  private void soon(Consumer<Universe> action) {
    Universe world = universe;
    if (world == null) {
      throw new IllegalStateException("the simulation does not run");
    }
    world.after(Duration.ZERO, () -> action.accept(world));
  }
}

package io.weightless.simulation;

import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Schedule;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.TaskInfo;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A simulation that runs: its hosts, in one thread, its time, and what chance decides.
final class Universe implements World {
  /// What a few turns of a host cost of its time; or one that spins would stop the time.
  private static final long STEP_NANOS = 1_000;

  private final Plan plan;
  private final SplittableRandom seeded;
  private final SimulatedClock clock = new SimulatedClock();
  private final Trace trace;
  private final RandomGenerator choices;
  private final RandomGenerator chances;
  private final Timeline timeline;
  private final Strikes strikes;
  private final Fabric fabric;
  private final Disasters disasters;
  private final Map<String, Host> hosts = new LinkedHashMap<>();
  private final List<Host> active = new ArrayList<>();
  private final Set<Object> reactors = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Thread thread = Thread.currentThread();

  /// Of a thread outside of it that tells of a failure; of this one when all is over.
  private final Semaphore telling = new Semaphore(1);

  private volatile @Nullable SimulationFailed failure;

  Universe(Plan plan) {
    this.plan = plan;
    seeded = new SplittableRandom(plan.seed());
    trace = new Trace(clock, plan.lines());
    choices = seeded.split();
    chances = seeded.split();
    timeline = new Timeline(seeded.split());
    strikes = new Strikes(plan.faults(), clock, seeded.split());
    fabric = new Fabric(this, plan.conditions());
    disasters = new Disasters(this, strikes, fabric, seeded.split());
    for (Plan.Part part : plan.parts()) {
      add(new Host(this, part));
    }
  }

  /// Runs all to the end.
  ///
  /// @throws SimulationFailed whatever went wrong
  Report run() {
    try {
      hosts.values().forEach(Host::start);
      disasters.begin();
      while (failure == null && !isDone()) {
        advance();
      }
    } catch (RuntimeException | Error e) {
      fail("it could not go on: " + e, e);
    }
    telling.acquireUninterruptibly();
    List.copyOf(hosts.values()).forEach(host -> host.end("the simulation is over"));
    fabric.lending().end();
    if (failure == null) {
      plan.checkEnd(this::fail);
    }
    if (failure != null) {
      throw failure;
    }
    return report();
  }

  private Report report() {
    return new Report(
        plan.seed(), trace.hash(), Duration.ofNanos(clock.nanos()), trace.turns(), strikes());
  }

  Map<Fault, Long> strikes() {
    return strikes.counts();
  }

  private boolean isDone() {
    for (Host host : hosts.values()) {
      if (!host.isService() && !host.hasEnded()) {
        return false;
      }
    }
    return true;
  }

  /// One step of a host that may run, or else on to the next moment at which something happens.
  private void advance() {
    timeline.run(clock.nanos());
    if (active.isEmpty()) {
      if (timeline.next() == Long.MAX_VALUE) {
        stuck("all wait, and nothing is left to wake one");
        return;
      }
      clock.moveTo(timeline.next());
    } else {
      step(plan.order().isFair() ? active.getFirst() : active.get(choices.nextInt(active.size())));
      clock.moveTo(clock.nanos() + STEP_NANOS);
      plan.checkAlways(this::fail);
    }
    if (clock.nanos() > plan.limit().toNanos()) {
      stuck("it did not end within " + plan.limit() + " of its time");
    }
  }

  private void step(Host host) {
    active.remove(host);
    host.isActive = false;
    long idleFor = host.step();
    if (idleFor < 0) {
      activate(host);
    } else if (idleFor < Long.MAX_VALUE) {
      wake(host, clock.nanos() + idleFor);
    }
  }

  /// One wake-up of a host is pending at most, or every wait with a timeout would leave one behind.
  private void wake(Host host, long nanos) {
    if (nanos < host.wakesAt) {
      host.wakesAt = nanos;
      timeline.add(
          nanos,
          () -> {
            if (host.wakesAt == nanos) {
              host.wakesAt = Long.MAX_VALUE;
            }
            activate(host);
          });
    }
  }

  /// What runs on all hosts, and what each task waits for.
  private void stuck(String why) {
    StringBuilder lines = new StringBuilder(why).append(':');
    for (Host host : hosts.values()) {
      lines.append("\n  host '").append(host.name()).append('\'');
      if (!host.isUp()) {
        lines.append(" is down");
      }
      for (TaskInfo task : host.tasks()) {
        lines.append("\n    ").append(task);
      }
    }
    fail(lines.toString(), null);
  }

  private void fail(String what, @Nullable Throwable cause) {
    if (failure == null) {
      failure =
          new SimulationFailed(
              plan.seed(), Duration.ofNanos(clock.nanos()), trace.turns(), what, cause);
    } else if (cause != null) {
      failure.addSuppressed(cause);
    }
  }

  /// For a thread outside of it, which finds fault. Nothing goes on to its end meanwhile; when all
  /// is over, or another one tells, nobody listens.
  void tell(Runnable fault) {
    if (telling.tryAcquire()) {
      try {
        fault.run();
      } finally {
        telling.release();
      }
    }
  }

  void failed(Host host, Throwable thrown) {
    fail("host '" + host.name() + "' failed: " + thrown, thrown);
  }

  void activate(Host host) {
    if (!host.isActive && host.isUp()) {
      host.isActive = true;
      active.add(host);
    }
  }

  /// Whether the caller is a part of it, or it itself.
  boolean isInside() {
    Carrier caller = Carrier.currentOrNull();
    return isOnItsThread() || (caller != null && reactors.contains(caller.host()));
  }

  boolean isOnItsThread() {
    return Thread.currentThread() == thread;
  }

  Trace trace() {
    return trace;
  }

  SimulatedClock clock() {
    return clock;
  }

  /// A random of one's own.
  RandomGenerator split() {
    return seeded.split();
  }

  HostNetwork networkOf(String host) {
    return fabric.of(host);
  }

  /// An empty disk of a new computer. Its chances are its own, so that a simulation is the same
  /// whether its hosts have disks that they do not use, or none.
  MemoryDisk newDisk(String host) {
    return new MemoryDisk(
        new SplittableRandom(plan.seed() * 31 + host.hashCode()), new SimulatedDiskWorld(this));
  }

  Schedule scheduleOf(Host host) {
    return plan.order().of(host, seeded.split());
  }

  void add(Host host) {
    hosts.put(host.name(), host);
  }

  /// One that is a part of it, also when it is closed.
  void add(Reactor reactor) {
    reactors.add(reactor);
  }

  /// Whether a host has that name, or has left its part of the network behind when it ended.
  boolean knows(String host) {
    HostNetwork known = fabric.host(host);
    return known != null && !known.isDown();
  }

  void remove(Host host) {
    hosts.remove(host.name());
    active.remove(host);
  }

  /// The services that run now.
  List<String> services() {
    return hosts.values().stream()
        .filter(host -> host.isService() && host.isUp() && !host.isShard())
        .map(Host::name)
        .toList();
  }

  List<String> names() {
    return hosts.values().stream().filter(host -> !host.isShard()).map(Host::name).toList();
  }

  /// Does `action` between two steps, `delay` from now.
  void after(Duration delay, Runnable action) {
    timeline.add(clock.nanos() + delay.toNanos(), action);
  }

  void crash(String name) {
    Host host = host(name);
    if (host.isUp()) {
      trace.note(name, "crashes");
      fabric.crashed(name);
      host.shards().forEach(shard -> fabric.crashed(shard.name()));
      host.crash();
    }
  }

  void restart(String name) {
    Host host = host(name);
    if (!host.isUp()) {
      trace.note(name, "starts again");
      host.start();
    }
  }

  Fabric fabric() {
    return fabric;
  }

  private Host host(String name) {
    Host host = hosts.get(name);
    if (host == null) {
      throw new IllegalArgumentException(
          "no host is called '" + name + "'; there are " + hosts.keySet());
    }
    return host;
  }

  @Override
  public RandomGenerator random() {
    return chances;
  }

  @Override
  public void deliver(String name, Duration delay, Runnable arrival) {
    Host host = hosts.get(name);
    int life = host == null ? 0 : host.life();
    after(
        delay,
        () -> {
          if (host == null || host.isOver()) {
            arrival.run(); // a shard that is no more: the system of its computer answers
          } else if (host.life() == life) {
            host.arrive(arrival);
          }
        });
  }

  @Override
  public boolean strikes(Fault fault) {
    return strikes.now(fault);
  }

  @Override
  public void arrived(String host, ByteBuffer bytes) {
    trace.arrived(host, bytes);
  }
}

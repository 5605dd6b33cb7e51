package io.weightless.simulation;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The network between all hosts of a simulation.
///
/// A host's tasks touch only what is at its own end; what goes to another host is on its way for a
/// while, and lands on that one's loop. Packets of connections are never lost on the way but by a
/// partition, and that holds them back; of datagrams there are [DatagramRoutes].
///
/// - **Runs on**: the one thread of the simulation; [#partition], [#isolate], [#heal] and
///   [#crashed] anywhere in it.
final class Fabric {
  private final World world;
  private final Conditions conditions;
  private final Cuts asked = new Cuts();
  private final Cuts struck = new Cuts();
  private final Lending lending = new Lending();
  private final DatagramRoutes routes = new DatagramRoutes(this);

  /// The network of each host that was ever named; of one that is down, the last one.
  private final Map<String, HostNetwork> hosts = new LinkedHashMap<>();

  /// What a partition holds back, in the order in which it met it.
  private final Set<Wire> stuck = new LinkedHashSet<>();

  /// Under usual conditions.
  Fabric(World world) {
    this(world, Conditions.DEFAULT);
  }

  Fabric(World world, Conditions conditions) {
    this.world = world;
    this.conditions = conditions;
  }

  /// The network of `host`, and from now on all hosts know its name. After a crash of it there is
  /// another one, with nothing in it.
  ///
  /// It is for one reactor: that of its first use.
  HostNetwork of(String host) {
    if (HostNetwork.isSelf(host)) {
      throw new IllegalArgumentException("'" + host + "' is what each host calls itself");
    }
    HostNetwork known = hosts.get(host);
    if (known == null || known.isDown()) {
      known = new HostNetwork(this, host);
      hosts.put(host, known);
    }
    return known;
  }

  /// From now on nothing gets from any host of `one` to any of `other`, nor back: what begins to
  /// connect waits, and bytes are held back.
  ///
  /// @throws IllegalArgumentException when no host has such a name
  void partition(Set<String> one, Set<String> other) {
    one.forEach(this::known);
    other.forEach(this::known);
    asked.between(one, other);
  }

  /// A partition by chance, until chance [mends][#mend] it: apart from those that were asked for.
  void strike(Set<String> one, Set<String> other) {
    struck.between(one, other);
  }

  void mend() {
    struck.clear();
    release();
  }

  /// Like a partition between `host` and all others, those that are not known yet too.
  void isolate(String host) {
    known(host);
    asked.around(host);
  }

  /// Ends all partitions. What they held back comes after the usual time.
  void heal() {
    asked.clear();
    mend();
  }

  private boolean isCut(String from, String to) {
    return asked.isBetween(from, to) || struck.isBetween(from, to);
  }

  private void release() {
    List<Wire> waiting = List.copyOf(stuck);
    stuck.clear();
    waiting.forEach(Wire::goOn);
  }

  /// The host is down: nobody listens there any more, and the peers of its connections see a reset
  /// after the usual time. What it does with its network from now on has no effect. When it runs
  /// again it needs [another one][#of].
  void crashed(String host) {
    known(host).crash();
  }

  /// What `host` has open, for reports: one line each, the oldest first.
  List<String> open(String host) {
    return known(host).open();
  }

  private HostNetwork known(String host) {
    HostNetwork known = hosts.get(host);
    if (known == null) {
      throw new IllegalArgumentException("no host is called '" + host + "'");
    }
    return known;
  }

  /// All that were ever named, in that order; of one that is down, the last one.
  List<HostNetwork> hosts() {
    return List.copyOf(hosts.values());
  }

  DatagramRoutes routes() {
    return routes;
  }

  /// Null when no host has this name.
  @Nullable HostNetwork host(String name) {
    return hosts.get(name);
  }

  /// Runs `landing` on the loop of `to` after `delay`; or `cut`, now or then, when a partition is
  /// in the way. Neither, when that host has crashed meanwhile.
  void send(String from, String to, Duration delay, Runnable landing, Runnable cut) {
    if (isCut(from, to)) {
      cut.run();
    } else {
      world.deliver(
          to,
          delay,
          () -> {
            if (isCut(from, to)) {
              cut.run();
            } else {
              landing.run();
            }
          });
    }
  }

  void holdBack(Wire wire) {
    stuck.add(wire);
  }

  /// How long a packet takes.
  Duration delay() {
    long least = conditions.minLatency().toNanos();
    long most = conditions.maxLatency().toNanos();
    Duration usual = Duration.ofNanos(random().nextLong(least, most + 1));
    return usual.plus(moreWhen(Fault.SLOW, conditions.slowness()));
  }

  /// How long bytes take.
  Duration delayOfBytes() {
    return delay().plus(moreWhen(Fault.STALLED, conditions.stall()));
  }

  private Duration moreWhen(Fault fault, Duration most) {
    return world.strikes(fault)
        ? Duration.ofNanos(random().nextLong(most.toNanos() + 1))
        : Duration.ZERO;
  }

  RandomGenerator random() {
    return world.random();
  }

  World world() {
    return world;
  }

  Conditions conditions() {
    return conditions;
  }

  Lending lending() {
    return lending;
  }
}

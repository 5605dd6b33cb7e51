package io.weightless.simulation;

import io.weightless.net.Address;
import io.weightless.net.Datagrams;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.net.internal.Layer;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// A network without a system, for the tasks of one reactor: the network of a [Simulation], of
/// which all hosts are on one loop, and nothing breaks.
///
/// ```java
/// MemoryNetwork memory = MemoryNetwork.attachTo(reactor);
/// reactor.run(() -> {
///   Listener listener = memory.host("db").listen(new Address("db", 5432));
///   Stream stream = Reactor.current().service(Network.class).connect(listener.address());
///   ...
/// });
/// ```
///
/// It keeps the contracts of [Network], [Listener] and [Stream], with the words of the real ones in
/// its failures. Nothing but the reactor's clock and random decides: on virtual time, every run of
/// one seed is the same. When the reactor closes, what is left open is closed, and told in the log.
///
/// There is TCP, by the names of hosts, and Unix sockets between the tasks of one host, without
/// files, and datagrams of UDP, to groups too: nothing is inherited, `::1` is the same as
/// `127.0.0.1`, and `::` as `0.0.0.0`. Of the options of an address `timeout` and `backlog` count,
/// and of [UdpOptions] all but `interface`; the others change nothing here.
///
/// - **Limit**: of each connection, 64 KiB in each direction that were written and not read yet,
///   and about as much of datagrams at one port, where those beyond it are lost; of each listener,
///   1,024 connections that were not accepted yet: see [Conditions].
/// - **Runs on**: the reactor that it is attached to.
public final class MemoryNetwork implements Network {
  private static final System.Logger LOG = System.getLogger("io.weightless.net");
  private static final int NAMED_AT_CLOSE = 10;

  /// How the host is called on which those are who do not ask for one.
  private static final String HERE = "here";

  private final Reactor reactor;
  private final Fabric fabric;
  private final Map<String, Network> hosts = new LinkedHashMap<>();
  private boolean isClosed;

  private MemoryNetwork(Reactor reactor, Conditions conditions) {
    this.reactor = reactor;
    fabric = new Fabric(new Loop(), conditions);
    host(HERE);
  }

  /// Makes a new one the network of `reactor`, on which nothing takes time.
  public static MemoryNetwork attachTo(Reactor reactor) {
    return attachTo(reactor, Conditions.DEFAULT.withLatency(Duration.ZERO, Duration.ZERO));
  }

  /// The same, with latency and limits of one's own.
  public static MemoryNetwork attachTo(Reactor reactor, Conditions conditions) {
    MemoryNetwork memory = new MemoryNetwork(reactor, conditions);
    reactor.attach(Network.class, Layer.all(memory), memory::close);
    return memory;
  }

  /// The network as the host of that name sees it, which all others reach by it from now on. Each
  /// host is `localhost` and `127.0.0.1` to itself.
  public Network host(String name) {
    return hosts.computeIfAbsent(name, fabric::of);
  }

  @Override
  public Listener listen(Address address) throws IOException {
    return host(HERE).listen(address);
  }

  @Override
  public Listener listenShared(Address address) throws IOException {
    return host(HERE).listenShared(address);
  }

  @Override
  public Listener listenBeside(Address address) throws IOException {
    return host(HERE).listenBeside(address);
  }

  @Override
  public Stream connect(Address address) throws IOException {
    return host(HERE).connect(address);
  }

  @Override
  public Datagrams datagrams(Address local) throws IOException {
    return host(HERE).datagrams(local);
  }

  @Override
  public Datagrams datagramsTo(Address remote) throws IOException {
    return host(HERE).datagramsTo(remote);
  }

  /// What is open, for reports: one line each, the oldest first, host by host.
  public List<String> open() {
    List<String> open = new ArrayList<>();
    hosts.keySet().forEach(host -> open.addAll(fabric.open(host)));
    return open;
  }

  /// As a real network says it.
  private void close() {
    isClosed = true;
    List<String> left = open();
    hosts.keySet().forEach(fabric::crashed);
    if (!left.isEmpty()) {
      int named = Math.min(left.size(), NAMED_AT_CLOSE);
      String others = left.size() > named ? " and " + (left.size() - named) + " more" : "";
      LOG.log(
          System.Logger.Level.WARNING,
          "a reactor was closed while this was still open, it is closed now: "
              + String.join(", ", left.subList(0, named))
              + others);
    }
  }

  /// One loop for all hosts, on which no fault strikes.
  private final class Loop implements World {
    @Override
    public RandomGenerator random() {
      return reactor.random();
    }

    @Override
    public void deliver(String host, Duration delay, Runnable arrival) {
      if (!isClosed) {
        reactor.after(delay, arrival);
      }
    }

    @Override
    public boolean strikes(Fault fault) {
      return false;
    }

    @Override
    public void arrived(String host, ByteBuffer bytes) {}
  }
}

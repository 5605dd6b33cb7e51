package io.weightless.testing.kit;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.internal.NetBackend;
import io.weightless.reactor.Backend;
import io.weightless.reactor.Limits;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import io.weightless.simulation.Conditions;
import io.weightless.simulation.MemoryFiles;
import io.weightless.simulation.MemoryNetwork;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the kits run on: a backend of this machine, or memory.
enum Ground {
  NIO("nio"),
  EPOLL("epoll"),
  URING("uring"),

  /// Where nothing takes time.
  MEMORY(null),

  /// The same, with the latency of a simulation.
  SLOW_MEMORY(null);

  private static final long SEED = 1;

  private final @Nullable String backend;

  Ground(@Nullable String backend) {
    this.backend = backend;
  }

  /// Those that this machine has, and on which nothing takes time.
  static List<Ground> all() {
    return Stream.of(NIO, EPOLL, URING, MEMORY).filter(Ground::works).toList();
  }

  static List<Ground> allAndSlow() {
    return Stream.of(values()).filter(Ground::works).toList();
  }

  /// Those with a system beneath.
  static List<Ground> real() {
    return all().stream().filter(Ground::isReal).toList();
  }

  boolean isReal() {
    return backend != null;
  }

  private boolean works() {
    try (Backend _ = isReal() ? openBackend() : null) {
      return true;
    } catch (IOException e) {
      System.out.println("without the backend '" + backend + "': " + e.getMessage());
      return false;
    }
  }

  Backend openBackend() throws IOException {
    for (Backend.Provider provider : ServiceLoader.load(Backend.Provider.class)) {
      if (provider.name().equals(backend)) {
        return provider.open();
      }
    }
    throw new IllegalArgumentException(name());
  }

  /// On virtual time.
  Reactor openReactor() throws IOException {
    if (!isReal()) {
      return openMemory();
    }
    NetBackend opened = (NetBackend) openBackend();
    Reactor reactor = Reactor.open(opened, new VirtualClock(), new SplittableRandom(SEED));
    reactor.attach(Leftovers.class, new Leftovers(opened));
    return reactor;
  }

  private Reactor openMemory() {
    Reactor reactor = Reactor.open(new VirtualClock(), new SplittableRandom(SEED), Limits.DEFAULT);
    MemoryNetwork memory =
        this == MEMORY
            ? MemoryNetwork.attachTo(reactor)
            : MemoryNetwork.attachTo(reactor, Conditions.DEFAULT);
    reactor.attach(Leftovers.class, new Leftovers(memory, MemoryFiles.attachTo(reactor)));
    return reactor;
  }

  /// More than a connection takes of a writer whose peer does not read.
  int much() {
    return isReal() ? 24 * 1024 * 1024 : 256 * 1024;
  }

  /// A part of the latency, where there is one.
  Duration turn() {
    return this == SLOW_MEMORY ? Conditions.DEFAULT.maxLatency().dividedBy(4) : Duration.ZERO;
  }

  static Pair connect() throws IOException {
    Network network = Reactor.current().service(Network.class);
    try (Listener listener = network.listen(new Address("127.0.0.1", 0))) {
      io.weightless.net.Stream near = network.connect(listener.address());
      return new Pair(near, listener.accept());
    }
  }
}

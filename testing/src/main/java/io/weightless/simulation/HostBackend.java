package io.weightless.simulation;

import io.weightless.engine.internal.Carrier;
import io.weightless.inspect.OpenStreams;
import io.weightless.net.Files;
import io.weightless.net.Network;
import io.weightless.net.internal.Layer;
import io.weightless.reactor.Backend;
import io.weightless.reactor.Reactor;
import io.weightless.shard.Cores;
import java.time.Duration;
import java.util.ArrayDeque;

/// The input of one host in one of its lives. It never waits: it says that it would, and the
/// simulation lets the others go on.
final class HostBackend implements Backend {
  /// Where a reactor waits without a timer.
  private static final long FOREVER = Duration.ofDays(36_500).toNanos();

  private final HostNetwork network;
  private final MemoryFiles files;
  private final Cores cores;
  private final ArrayDeque<Runnable> arrivals = new ArrayDeque<>();
  private long idleFor = -1;

  HostBackend(HostNetwork network, MemoryFiles files, Cores cores) {
    this.network = network;
    this.files = files;
    this.cores = cores;
  }

  @Override
  public void attachTo(Reactor reactor) {
    reactor.attach(Network.class, Layer.all(network));
    reactor.attach(OpenStreams.class, new HostStreams(network));
    reactor.attach(Files.class, files);
    reactor.attach(Cores.class, cores);
    MemoryProcesses.attachTo(reactor);
    MemorySignals.attachTo(reactor);
  }

  /// Nothing works any more.
  void crash() {
    files.crash();
  }

  void add(Runnable arrival) {
    arrivals.add(arrival);
  }

  /// For how many nanoseconds the last step would have waited; -1 when not at all, and
  /// `Long.MAX_VALUE` for ever.
  long idleFor() {
    return idleFor;
  }

  @Override
  public int poll(long timeoutNanos) {
    int ran = 0;
    Runnable arrival;
    while ((arrival = arrivals.poll()) != null) {
      Carrier.current().turn("input", arrival);
      ran++;
    }
    boolean waits = ran == 0 && timeoutNanos > 0;
    long asked = timeoutNanos >= FOREVER ? Long.MAX_VALUE : timeoutNanos;
    idleFor = waits ? asked : -1;
    return ran;
  }

  @Override
  public void wakeup() {}

  @Override
  public void close() {}
}

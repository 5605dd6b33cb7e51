package io.weightless.simulation;

import io.weightless.net.internal.Shared;
import io.weightless.net.signal.Signal;
import io.weightless.net.signal.SignalWatch;
import io.weightless.net.signal.Signals;
import io.weightless.net.signal.internal.SignalQueue;
import io.weightless.reactor.Reactor;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Signals that a test sends, for the tasks of one reactor. Each host of a [Simulation] has its
/// own.
///
/// - **Runs on**: the reactor that it is attached to.
public final class MemorySignals implements Signals {
  private final Reactor reactor;
  private final Shared shared = new Shared();
  private final Set<SignalQueue> watches = new LinkedHashSet<>();

  private MemorySignals(Reactor reactor) {
    this.reactor = reactor;
  }

  /// Makes new ones the signals of `reactor`.
  public static MemorySignals attachTo(Reactor reactor) {
    MemorySignals memory = new MemorySignals(reactor);
    reactor.attach(Signals.class, memory, memory.shared::closeAll);
    return memory;
  }

  /// Those of a reactor that has such.
  public static MemorySignals of(Reactor reactor) {
    return (MemorySignals) reactor.service(Signals.class);
  }

  @Override
  public SignalWatch watch(Signal... signals) {
    reactor.checkOwner();
    List<Signal> wanted = Stream.of(signals).distinct().toList();
    SignalQueue queue = new SignalQueue(reactor, shared, wanted, false, watches::remove);
    watches.add(queue);
    return queue;
  }

  /// Sends `signal` to all who watch it; to nobody else, for there is no process to end.
  public void send(Signal signal) {
    reactor.checkOwner();
    List.copyOf(watches).forEach(queue -> queue.arrive(signal));
  }

  /// How many watch.
  public int open() {
    return watches.size();
  }
}

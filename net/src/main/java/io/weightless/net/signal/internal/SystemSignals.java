package io.weightless.net.signal.internal;

import io.weightless.engine.internal.Carrier;
import io.weightless.net.internal.Shared;
import io.weightless.net.signal.Signal;
import io.weightless.net.signal.SignalWatch;
import io.weightless.net.signal.Signals;
import io.weightless.reactor.Reactor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// The signals that the JVM gets, for one reactor.
final class SystemSignals implements Signals {
  private final Reactor reactor;
  private final Shared shared;

  /// What the JVM tells of each watch.
  private final Map<SignalQueue, Delivery> deliveries = new ConcurrentHashMap<>();

  SystemSignals(Reactor reactor, Shared shared) {
    this.reactor = reactor;
    this.shared = shared;
  }

  @Override
  public SignalWatch watch(Signal... signals) {
    reactor.checkOwner();
    List<Signal> wanted = Stream.of(signals).distinct().toList();
    SignalQueue queue = new SignalQueue(reactor, shared, wanted, true, this::leave);
    Delivery delivery = new Delivery(Carrier.current(), queue, ConcurrentHashMap.newKeySet());
    deliveries.put(queue, delivery);
    try {
      wanted.forEach(signal -> JvmSignals.add(signal, delivery));
    } catch (UnsupportedOperationException e) {
      queue.close();
      throw e;
    }
    return queue;
  }

  private void leave(SignalQueue queue) {
    Delivery delivery = deliveries.remove(queue);
    if (delivery != null) {
      queue.watched().forEach(signal -> JvmSignals.remove(signal, delivery));
    }
  }

  /// From the JVM's thread to the reactor; one of a kind is under way at a time.
  private record Delivery(Carrier carrier, SignalQueue queue, Set<Signal> underWay)
      implements JvmSignals.Listener {
    @Override
    public void came(Signal signal) {
      if (underWay.add(signal)) {
        carrier.post(() -> land(signal)); // one of a kind, so it needs no limit
      }
    }

    private void land(Signal signal) {
      underWay.remove(signal);
      queue.arrive(signal);
    }
  }
}

package io.weightless.testing.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.signal.Signal;
import io.weightless.reactor.Limits;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import io.weightless.simulation.MemorySignals;
import java.util.SplittableRandom;

/// Signals that a test sends keep the contract of those of the system.
final class MemorySignalsTest implements SignalKit {
  @Override
  public Reactor openReactor() {
    Reactor reactor = Reactor.open(new VirtualClock(), new SplittableRandom(1), Limits.DEFAULT);
    MemorySignals.attachTo(reactor);
    return reactor;
  }

  @Override
  public void send(Signal signal) {
    MemorySignals.of(Reactor.current()).send(signal);
  }

  @Override
  public void checkNothingLeft(Reactor reactor) {
    assertThat(MemorySignals.of(reactor).open()).isZero();
  }
}

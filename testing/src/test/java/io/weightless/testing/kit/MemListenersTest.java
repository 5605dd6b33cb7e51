package io.weightless.testing.kit;

import io.weightless.net.Address;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// The places in memory of every network keep the contract of listeners.
@ParameterizedClass(name = "{0}")
@MethodSource("io.weightless.testing.kit.Ground#all")
record MemListenersTest(Ground ground) implements ListenerKit {
  @Override
  public Address place() {
    return Address.parse("mem:kit");
  }

  @Override
  public boolean connectsAtOnce() {
    return true;
  }

  @Override
  public Reactor openReactor() throws IOException {
    return ground.openReactor();
  }

  @Override
  public void checkNothingLeft(Reactor reactor) {
    Leftovers.check(reactor);
  }
}

package io.weightless.testing.kit;

import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Every network keeps the contract of networks and listeners.
@ParameterizedClass(name = "{0}")
@MethodSource("io.weightless.testing.kit.Ground#allAndSlow")
record NetworksTest(Ground ground) implements NetworkKit {
  @Override
  public Reactor openReactor() throws IOException {
    return ground.openReactor();
  }

  @Override
  public Duration turn() {
    return ground.turn();
  }

  @Override
  public void checkNothingLeft(Reactor reactor) {
    Leftovers.check(reactor);
  }
}

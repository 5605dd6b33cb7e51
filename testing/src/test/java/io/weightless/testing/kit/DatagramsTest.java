package io.weightless.testing.kit;

import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// The datagrams of every network keep their contract.
@ParameterizedClass(name = "{0}")
@MethodSource("io.weightless.testing.kit.Ground#all")
record DatagramsTest(Ground ground) implements DatagramKit {
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

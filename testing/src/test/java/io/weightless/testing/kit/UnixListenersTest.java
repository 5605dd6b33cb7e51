package io.weightless.testing.kit;

import io.weightless.net.Address;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// The Unix sockets of every network keep the contract of listeners.
@ParameterizedClass(name = "{0}")
@MethodSource("io.weightless.testing.kit.Ground#all")
record UnixListenersTest(Ground ground, @TempDir Path folder) implements ListenerKit {
  @Override
  public Address place() {
    return Address.parse("unix:" + folder.resolve("kit.sock"));
  }

  @Override
  public boolean connectsAtOnce() {
    return ground.isReal();
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

package io.weightless.testing.kit;

import io.weightless.reactor.Backend;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Every backend of this machine keeps the contract of backends.
@ParameterizedClass(name = "{0}")
@MethodSource("io.weightless.testing.kit.Ground#real")
record SocketBackendsTest(Ground ground) implements SocketBackendKit {
  @Override
  public Backend openBackend() throws IOException {
    return ground.openBackend();
  }
}

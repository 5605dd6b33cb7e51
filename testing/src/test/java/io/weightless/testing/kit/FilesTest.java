package io.weightless.testing.kit;

import io.weightless.reactor.Reactor;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// The files of every backend, and those in memory, keep the contract of files.
@ParameterizedClass(name = "{0}")
@MethodSource("io.weightless.testing.kit.Ground#all")
record FilesTest(Ground ground) implements FilesKit {
  @Override
  public Reactor openReactor() throws IOException {
    return ground.openReactor();
  }

  @Override
  public boolean knowsMoves() {
    return ground != Ground.NIO;
  }

  @Override
  public void checkNothingLeft(Reactor reactor) {
    Leftovers.check(reactor);
  }
}

package io.weightless.testing.kit;

import io.weightless.reactor.Reactor;
import java.io.IOException;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// The processes of every backend keep their contract.
@EnabledOnOs(OS.LINUX)
@ParameterizedClass(name = "{0}")
@MethodSource("io.weightless.testing.kit.Ground#real")
record ProcessesTest(Ground ground) implements ProcessKit, Programs.OfTheSystem {
  @Override
  public Reactor openReactor() throws IOException {
    return ground.openReactor();
  }

  @Override
  public void checkNothingLeft(Reactor reactor) {
    Leftovers.check(reactor);
  }
}

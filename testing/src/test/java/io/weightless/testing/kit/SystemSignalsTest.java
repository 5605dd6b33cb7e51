package io.weightless.testing.kit;

import io.weightless.net.process.Command;
import io.weightless.net.process.Processes;
import io.weightless.net.signal.Signal;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// The signals of the system keep the contract of signals, with every backend.
@EnabledOnOs(OS.LINUX)
@ParameterizedClass(name = "{0}")
@MethodSource("io.weightless.testing.kit.Ground#real")
record SystemSignalsTest(Ground ground) implements SignalKit {
  @Override
  public Reactor openReactor() throws IOException {
    return ground.openReactor();
  }

  @Override
  public void send(Signal signal) throws IOException {
    String self = "" + ProcessHandle.current().pid();
    Command kill = Command.of("sh", "-c", "kill -$1 $2", "sh", signal.name(), self);
    Reactor.current().service(Processes.class).run(kill).checkSuccess();
  }

  @Override
  public void checkNothingLeft(Reactor reactor) {
    Leftovers.check(reactor);
  }
}

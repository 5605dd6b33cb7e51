package io.weightless.testing.kit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.process.Command;
import io.weightless.reactor.Limits;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import io.weightless.scope.Task;
import io.weightless.simulation.MemoryProcesses;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.SplittableRandom;

/// Processes without a system keep the contract of those that have one.
final class MemoryProcessesTest implements ProcessKit {
  @Override
  public Reactor openReactor() {
    Reactor reactor = Reactor.open(new VirtualClock(), new SplittableRandom(1), Limits.DEFAULT);
    MemoryProcesses.attachTo(reactor)
        .program("copies", MemoryProcessesTest::copy)
        .program("returns", call -> Integer.parseInt(call.words().get(1)))
        .program("complains", MemoryProcessesTest::complain)
        .program("writes", MemoryProcessesTest::write)
        .program("idles", MemoryProcessesTest::idle);
    return reactor;
  }

  private static int copy(MemoryProcesses.Call call) throws Exception {
    long _ = call.stream().transferTo(call.stream());
    return 0;
  }

  private static int complain(MemoryProcesses.Call call) throws Exception {
    call.errors().write(UTF_8.encode(call.words().get(1)));
    call.stream().write(UTF_8.encode(call.words().get(2)));
    return 0;
  }

  private static int write(MemoryProcesses.Call call) throws Exception {
    call.stream().write(ByteBuffer.allocate(Integer.parseInt(call.words().get(1))));
    return 0;
  }

  private static int idle(MemoryProcesses.Call call) {
    Task.sleep(Duration.ofDays(1_000));
    return 0;
  }

  @Override
  public Command copies() {
    return Command.of("copies");
  }

  @Override
  public Command returns(int status) {
    return Command.of("returns", "" + status);
  }

  @Override
  public Command complains(String text, String other) {
    return Command.of("complains", text, other);
  }

  @Override
  public Command writes(int bytes) {
    return Command.of("writes", "" + bytes);
  }

  @Override
  public Command idles() {
    return Command.of("idles");
  }

  @Override
  public void checkNothingLeft(Reactor reactor) {
    assertThat(MemoryProcesses.of(reactor).open()).isZero();
  }
}

package io.weightless.check.bench.udp;

import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.Fork;
import io.weightless.check.bench.harness.Subject;
import java.io.IOException;
import java.util.List;

/// How each server is started.
record Launch(String name, Command command) {

  /// The command that prints its port.
  interface Command {
    List<String> in(Children children) throws IOException, InterruptedException;
  }

  /// Ours first, on each backend.
  static List<Launch> all() {
    return List.of(
        new Launch(Subject.OURS, _ -> ours("uring")),
        new Launch("weightless-epoll", _ -> ours("epoll")),
        new Launch("weightless-nio", _ -> ours("nio")),
        new Launch("netty-epoll", _ -> Fork.command(List.of(), NettyEcho.class, List.of())),
        new Launch("c", EchoInC::build));
  }

  private static List<String> ours(String backend) {
    return Fork.command(List.of(), OurEcho.class, List.of(backend));
  }
}

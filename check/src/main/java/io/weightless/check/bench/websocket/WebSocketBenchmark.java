package io.weightless.check.bench.websocket;

import io.weightless.check.bench.harness.Benchmark;
import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.ClassPath;
import io.weightless.check.bench.harness.Machine;
import io.weightless.check.bench.harness.NodeProgram;
import io.weightless.check.bench.harness.Notes;
import io.weightless.check.bench.harness.Settings;
import io.weightless.check.bench.harness.Subject;
import io.weightless.check.bench.server.Launch;
import io.weightless.check.bench.server.Lineup;
import io.weightless.check.bench.server.Server;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Messages of WebSockets that come back, and messages to all, on a thousand connections.
public final class WebSocketBenchmark implements Benchmark {
  private static final int MOST = 1000;
  private static final int SPARE_DESCRIPTORS = 200;

  private static final List<Talk> TALKS =
      List.of(
          new Talk("echo-16", Talk.ECHO, 16),
          new Talk("echo-16k", Talk.ECHO, 16 * 1024),
          new Talk("broadcast-16", Talk.ROOM, 16));

  @Override
  public String name() {
    return "websocket";
  }

  @Override
  public String about() {
    return "processor time and memory that a server takes for a message of 1,000 WebSockets";
  }

  @Override
  public Session open(Settings settings, Children children, Notes notes)
      throws IOException, InterruptedException {
    int clients = Math.clamp(Machine.descriptors() - SPARE_DESCRIPTORS, 1, MOST);
    String versions =
        "%d connections, one loop each; Netty %s, Undertow %s"
            .formatted(
                clients, ClassPath.version("netty-codec-http"), ClassPath.version("undertow-core"));
    Lineup lineup = Lineup.start(name(), versions, launches(notes), children, notes);
    for (Talk talk : TALKS) {
      lineup.enter(talk.name(), server -> new PerMessage(server, talk, clients, children));
    }
    return lineup;
  }

  private static List<Launch> launches(Notes notes) {
    List<Launch> launches = new ArrayList<>(onTheJvm());
    launches.add(new Launch("ws", children -> ws(children, notes)));
    return launches;
  }

  /// Ours first.
  static List<Launch> onTheJvm() {
    return List.of(
        Launch.forked(Subject.OURS, OurServer.class, List.of(), List.of()),
        netty("uring"),
        netty("epoll"),
        Launch.forked("undertow", UndertowServer.class, List.of(), List.of()));
  }

  private static Launch netty(String transport) {
    return Launch.forked(
        "netty-" + transport, NettyServer.class, Launch.NETTY_FLAGS, List.of(transport));
  }

  private static Server ws(Children children, Notes notes)
      throws IOException, InterruptedException {
    NodeProgram program =
        NodeProgram.install(WebSocketBenchmark.class, "talks.js", "ws", "8", children);
    notes.add("websocket: " + program.version());
    return Server.awaitReady("ws", children.start(program.command()));
  }
}

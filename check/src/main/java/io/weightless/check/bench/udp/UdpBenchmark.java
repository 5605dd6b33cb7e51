package io.weightless.check.bench.udp;

import io.weightless.check.bench.harness.Benchmark;
import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.Contest;
import io.weightless.check.bench.harness.Notes;
import io.weightless.check.bench.harness.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Servers that send each datagram back, beside Netty and a loop in C; one client for all.
public final class UdpBenchmark implements Benchmark {
  /// How many datagrams are on their way at a time.
  private static final List<Integer> WINDOWS = List.of(1, 64);

  @Override
  public String name() {
    return "udp";
  }

  @Override
  public String about() {
    return "processor time of a server for each datagram that it sends back, and how many a second";
  }

  @Override
  public Session open(Settings settings, Children children, Notes notes)
      throws IOException, InterruptedException {
    Opened opened = new Opened(new ArrayList<>(), new ArrayList<>());
    try {
      for (Launch launch : Launch.all()) {
        opened.start(launch, children, notes);
      }
      for (int window : WINDOWS) {
        opened.contests().add(opened.contest(window));
      }
      return opened;
    } catch (InterruptedException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private record Opened(List<EchoServer> servers, List<Contest> contests) implements Session {

    /// Starts a server, or says why it is left out.
    private void start(Launch launch, Children children, Notes notes) throws InterruptedException {
      try {
        Process process = children.start(launch.command().in(children));
        servers.add(EchoServer.awaitReady(launch.name(), process));
      } catch (IOException e) {
        notes.add("udp " + launch.name() + " left out: " + e.getMessage());
      }
    }

    private Contest contest(int window) {
      return new Contest(
          "udp.echo-" + window,
          servers.stream().map(server -> new EchoSubject(server, window)).toList());
    }

    @Override
    public void close() {
      servers.forEach(EchoServer::close);
    }
  }
}

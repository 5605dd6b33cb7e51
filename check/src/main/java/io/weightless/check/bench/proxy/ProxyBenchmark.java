package io.weightless.check.bench.proxy;

import io.weightless.check.bench.harness.Benchmark;
import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.Contest;
import io.weightless.check.bench.harness.Notes;
import io.weightless.check.bench.harness.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A TCP proxy beside HAProxy and socat.
public final class ProxyBenchmark implements Benchmark {
  private static final List<Integer> CONNECTIONS = List.of(1, 16);

  @Override
  public String name() {
    return "proxy";
  }

  @Override
  public String about() {
    return "processor time of a TCP proxy for each MiB that goes through it";
  }

  @Override
  public Session open(Settings settings, Children children, Notes notes)
      throws IOException, InterruptedException {
    Source source = new Source();
    Opened opened = new Opened(source, new ArrayList<>(), new ArrayList<>());
    try {
      for (Launch launch : Launch.all(source.port())) {
        opened.start(launch, children, notes);
      }
      for (int count : CONNECTIONS) {
        opened.contests().add(opened.contest(count));
      }
      return opened;
    } catch (InterruptedException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private record Opened(Source source, List<Relay> relays, List<Contest> contests)
      implements Session {

    /// Starts a proxy, or says why it is left out.
    private void start(Launch launch, Children children, Notes notes) throws InterruptedException {
      try {
        relays.add(launch.start(children));
      } catch (IOException e) {
        notes.add("proxy " + launch.name() + " left out: " + e.getMessage());
      }
    }

    private Contest contest(int connections) {
      return new Contest(
          "proxy.bulk-" + connections,
          relays.stream().map(relay -> new ProxySubject(relay, connections)).toList());
    }

    @Override
    public void close() {
      relays.forEach(Relay::close);
      source.close();
    }
  }
}

package io.weightless.check.bench.client;

import io.weightless.check.bench.harness.Benchmark;
import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.Contest;
import io.weightless.check.bench.harness.Entrant;
import io.weightless.check.bench.harness.Metric;
import io.weightless.check.bench.harness.Notes;
import io.weightless.check.bench.harness.Settings;
import io.weightless.check.bench.harness.Subject;
import io.weightless.check.bench.server.Launch;
import io.weightless.check.bench.server.Server;
import io.weightless.check.bench.server.Site;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/// Clients that ask nginx for the same again and again, one loop or worker each.
public final class ClientBenchmark implements Benchmark {
  private static final List<Metric> METRICS =
      List.of(
          Metric.cost("cpu", "us/req"),
          Metric.cost("allocated", "B/req"),
          Metric.throughput("rate", "req/s"));

  private static final int QUICK_ROUNDS = 2;

  @Override
  public String name() {
    return "client";
  }

  @Override
  public String about() {
    return "processor time and memory that an HTTP client takes for a request, 1 and 64 at a time";
  }

  @Override
  public Session open(Settings settings, Children children, Notes notes)
      throws IOException, InterruptedException {
    Site site = Site.create(children);
    Server server = Launch.nginx(site).start(children);
    int rounds = settings.whole() ? settings.rounds() : QUICK_ROUNDS;
    String millis = Long.toString(settings.window().toMillis());
    return new Opened(
        server,
        List.of(
            contest("small-1", server.url(Site.SMALL_PATH), "1", millis, children, rounds),
            contest("small-64", server.url(Site.SMALL_PATH), "64", millis, children, rounds),
            contest("large-1", server.url(Site.LARGE_PATH), "1", millis, children, rounds)));
  }

  private static Contest contest(
      String work, String url, String atATime, String millis, Children children, int rounds) {
    List<String> arguments = List.of(work, url, atATime, millis);
    return new Contest(
        "client." + work, Entrant.subjects(entrants(work), arguments, METRICS, children), rounds);
  }

  private static List<Entrant> entrants(String work) {
    return List.of(
        entrant(Subject.OURS, work, List.of()),
        entrant("jdk", work, Entrant.ONE_WORKER),
        entrant("reactor-netty", work, List.of("-Dio.netty.leakDetection.level=disabled")),
        entrant("helidon", work, Entrant.ONE_WORKER));
  }

  private static Entrant entrant(String name, String work, List<String> flags) {
    return Entrant.forked(name, Set.of(work), ClientProgram.class, flags);
  }

  private record Opened(Server server, List<Contest> contests) implements Session {
    @Override
    public void close() {
      server.close();
    }
  }
}

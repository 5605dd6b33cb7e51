package io.weightless.check.bench.http;

import io.weightless.check.bench.harness.Benchmark;
import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.Machine;
import io.weightless.check.bench.harness.Notes;
import io.weightless.check.bench.harness.Settings;
import io.weightless.check.bench.harness.Subject;
import io.weightless.check.bench.server.Launch;
import io.weightless.check.bench.server.Lineup;
import io.weightless.check.bench.server.Load;
import io.weightless.check.bench.server.PerRequest;
import io.weightless.check.bench.server.Scenario;
import io.weightless.check.bench.server.Site;
import io.weightless.check.bench.server.Wrk;
import java.io.IOException;
import java.util.List;

/// Small answers over HTTP/1.1, beside nginx, Netty and the JDK's server; ours also with routes and
/// middleware around them.
public final class HttpBenchmark implements Benchmark {
  private static final int SPARE_DESCRIPTORS = 200;

  private static final List<Scenario> SCENARIOS =
      List.of(
          new Scenario("plaintext-64", Site.PLAINTEXT_PATH, 64, 1),
          new Scenario("plaintext-1000", Site.PLAINTEXT_PATH, 1000, 1),
          new Scenario("pipelined-16", Site.PLAINTEXT_PATH, 64, 16));

  @Override
  public String name() {
    return "http";
  }

  @Override
  public String about() {
    return "processor time and rate of small answers over HTTP/1.1, by wrk";
  }

  @Override
  public Session open(Settings settings, Children children, Notes notes)
      throws IOException, InterruptedException {
    long most = Machine.descriptors() - SPARE_DESCRIPTORS;
    Site site = Site.create(children);
    Wrk wrk = Wrk.in(site, children);
    Lineup lineup = Lineup.start(name(), launches(site), children, notes);
    for (Scenario scenario : SCENARIOS) {
      if (scenario.connections() > most) {
        notes.add("http." + scenario.name() + " left out: ulimit -n is too low");
      } else {
        Load load = new Load(name(), scenario, wrk, notes);
        lineup.enter(scenario.name(), server -> new PerRequest(server, load));
      }
    }
    return lineup;
  }

  private static List<Launch> launches(Site site) {
    String files = site.files().toString();
    return List.of(
        Launch.ours(site),
        Launch.unwatched(site),
        routed("", files),
        routed("-watched", files, RoutedServer.WATCHED),
        Launch.nginx(site),
        Launch.netty(site, "uring"),
        Launch.netty(site, "epoll"),
        Launch.jdk(site));
  }

  private static Launch routed(String suffix, String... arguments) {
    String name = Subject.OURS + "-routed" + suffix;
    return Launch.forked(name, RoutedServer.class, List.of(), List.of(arguments));
  }
}

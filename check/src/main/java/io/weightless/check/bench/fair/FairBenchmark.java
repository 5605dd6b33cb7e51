package io.weightless.check.bench.fair;

import io.weightless.check.bench.harness.Benchmark;
import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.Entrant;
import io.weightless.check.bench.harness.Fork;
import io.weightless.check.bench.harness.ForkedSubject;
import io.weightless.check.bench.harness.Metric;
import io.weightless.check.bench.harness.Notes;
import io.weightless.check.bench.harness.Settings;
import io.weightless.check.bench.server.Launch;
import io.weightless.check.bench.server.Lineup;
import io.weightless.check.bench.server.Server;
import io.weightless.check.bench.server.Site;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/// One connection whose reads are always ready, and what 63 others notice of it.
public final class FairBenchmark implements Benchmark {
  private static final List<Metric> LATENCY =
      List.of(
          Metric.cost("p50", "us"),
          Metric.cost("p99", "us"),
          Metric.cost("max", "us"),
          Metric.cost("p99/p50", "times"));

  private static final Metric FLOOD = Metric.throughput("flood", "req/s");

  @Override
  public String name() {
    return "fair";
  }

  @Override
  public String about() {
    return "what 63 connections wait for an answer, with and without one that floods the server";
  }

  @Override
  public Session open(Settings settings, Children children, Notes notes)
      throws IOException, InterruptedException {
    Site site = Site.create(children);
    Lineup lineup = Lineup.start(name(), launches(site), children, notes);
    List<Metric> all = Stream.concat(LATENCY.stream(), Stream.of(FLOOD)).toList();
    lineup.enter(
        "flooded", server -> subject(server, FairProgram.FLOODED, all, settings, children));
    lineup.enter("alone", server -> subject(server, "", LATENCY, settings, children));
    return lineup;
  }

  private static ForkedSubject subject(
      Server server, String flooded, List<Metric> metrics, Settings settings, Children children) {
    String millis = Long.toString(settings.window().toMillis());
    List<String> arguments = List.of(Integer.toString(server.port()), millis, flooded);
    List<String> command = Fork.command(List.of(), FairProgram.class, arguments);
    return new ForkedSubject(server.name(), command, metrics, children);
  }

  private static List<Launch> launches(Site site) {
    // the pollers of the JDK as they are by themselves
    List<String> flags =
        Stream.concat(Entrant.ONE_WORKER.stream(), Stream.of("-Djdk.pollerMode=2")).toList();
    return List.of(
        Launch.ours(site),
        Launch.ours(site, "epoll"),
        Launch.ours(site, "nio"),
        Launch.nginx(site),
        Launch.netty(site, "uring"),
        Launch.netty(site, "epoll"),
        Launch.forked("virtual-threads", BlockingServer.class, flags, List.of()));
  }
}

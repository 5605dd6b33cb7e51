package io.weightless.check.bench.files;

import io.weightless.check.bench.harness.Benchmark;
import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.Notes;
import io.weightless.check.bench.harness.Settings;
import io.weightless.check.bench.server.Launch;
import io.weightless.check.bench.server.Lineup;
import io.weightless.check.bench.server.Load;
import io.weightless.check.bench.server.PerMebibyte;
import io.weightless.check.bench.server.PerRequest;
import io.weightless.check.bench.server.Scenario;
import io.weightless.check.bench.server.Site;
import io.weightless.check.bench.server.Wrk;
import java.io.IOException;
import java.util.List;

/// Files over HTTP/1.1, beside nginx and Netty, which send them by `sendfile` too.
public final class StaticBenchmark implements Benchmark {
  private static final int CONNECTIONS = 64;

  @Override
  public String name() {
    return "static";
  }

  @Override
  public String about() {
    return "processor time of files of 1 KiB and 1 MiB over HTTP/1.1, by wrk";
  }

  @Override
  public Session open(Settings settings, Children children, Notes notes)
      throws IOException, InterruptedException {
    Site site = Site.create(children);
    Wrk wrk = Wrk.in(site, children);
    Load small = new Load(name(), scenario("file-1k", Site.SMALL_PATH), wrk, notes);
    Load large = new Load(name(), scenario("file-1m", Site.LARGE_PATH), wrk, notes);
    Lineup lineup = Lineup.start(name(), launches(site), children, notes);
    lineup.enter(small.scenario().name(), server -> new PerRequest(server, small));
    lineup.enter(large.scenario().name(), server -> new PerMebibyte(server, large));
    return lineup;
  }

  private static Scenario scenario(String name, String path) {
    return new Scenario(name, path, CONNECTIONS, 1);
  }

  private static List<Launch> launches(Site site) {
    return List.of(
        Launch.ours(site),
        Launch.nginx(site),
        Launch.netty(site, "uring"),
        Launch.netty(site, "epoll"));
  }
}

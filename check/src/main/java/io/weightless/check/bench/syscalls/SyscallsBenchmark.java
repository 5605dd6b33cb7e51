package io.weightless.check.bench.syscalls;

import io.weightless.check.bench.harness.Benchmark;
import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.Notes;
import io.weightless.check.bench.harness.Programs;
import io.weightless.check.bench.harness.Settings;
import io.weightless.check.bench.server.Launch;
import io.weightless.check.bench.server.Lineup;
import io.weightless.check.bench.server.Load;
import io.weightless.check.bench.server.Scenario;
import io.weightless.check.bench.server.Site;
import io.weightless.check.bench.server.Wrk;
import java.io.IOException;
import java.util.List;

/// System calls of small answers over HTTP/1.1, beside nginx and Netty.
public final class SyscallsBenchmark implements Benchmark {
  private static final int CONNECTIONS = 64;

  @Override
  public String name() {
    return "syscalls";
  }

  @Override
  public String about() {
    return "system calls of small answers and files over HTTP/1.1, by wrk and strace";
  }

  @Override
  public Session open(Settings settings, Children children, Notes notes)
      throws IOException, InterruptedException {
    if (!Programs.isInstalled("strace")) {
      throw new IOException("strace is not installed");
    }
    Site site = Site.create(children);
    Wrk wrk = Wrk.in(site, children);
    Strace strace = new Strace(site.work(), children);
    Lineup lineup = Lineup.start(name(), launches(site), children, notes);
    for (Scenario scenario : scenarios()) {
      Load load = new Load(name(), scenario, wrk, notes);
      lineup.enter(scenario.name(), server -> new SyscallsSubject(server, load, strace, notes));
    }
    return lineup;
  }

  private static List<Scenario> scenarios() {
    return List.of(
        new Scenario("plaintext-64", Site.PLAINTEXT_PATH, CONNECTIONS, 1),
        new Scenario("file-1k", Site.SMALL_PATH, CONNECTIONS, 1));
  }

  private static List<Launch> launches(Site site) {
    return List.of(
        Launch.ours(site),
        Launch.ours(site, "epoll"),
        Launch.ours(site, "nio"),
        Launch.nginx(site),
        Launch.netty(site, "uring"),
        Launch.netty(site, "epoll"));
  }
}

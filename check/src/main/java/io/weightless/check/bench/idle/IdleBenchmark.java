package io.weightless.check.bench.idle;

import io.weightless.check.bench.harness.Benchmark;
import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.Contest;
import io.weightless.check.bench.harness.Machine;
import io.weightless.check.bench.harness.Notes;
import io.weightless.check.bench.harness.Settings;
import io.weightless.check.bench.harness.Subject;
import io.weightless.check.bench.server.Launch;
import io.weightless.check.bench.server.Load;
import io.weightless.check.bench.server.Scenario;
import io.weightless.check.bench.server.Site;
import io.weightless.check.bench.server.Versions;
import io.weightless.check.bench.server.Wrk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Thousands of connections on which nothing happens, beside nginx, Netty and an empty JVM.
///
/// Each round starts its server anew, since what it once had for connections it may keep for the
/// next ones.
public final class IdleBenchmark implements Benchmark {
  private static final int MOST = 10_000; // by default, ours serves no more
  private static final int SPARE_DESCRIPTORS = 200;
  private static final String OUR_LOOP = "worker-1";
  private static final String NETTY_LOOP = "multiThreadIoEventLoopGroup-2-1";

  @Override
  public String name() {
    return "idle";
  }

  @Override
  public String about() {
    return "memory of a connection on which nothing happens, and wake-ups in 5 idle seconds";
  }

  @Override
  public Session open(Settings settings, Children children, Notes notes)
      throws IOException, InterruptedException {
    int count = connections(Machine.descriptors());
    notes.add(name() + ": " + count + " connections; " + Versions.line(children));
    Site site = Site.create(children);
    Scenario before = new Scenario("before", Site.PLAINTEXT_PATH, 64, 1);
    Load load = new Load(name(), before, Wrk.in(site, children), notes);
    List<Subject> subjects = new ArrayList<>();
    for (Contender contender : contenders(site)) {
      subjects.add(new IdleSubject(contender, load, count, children));
    }
    subjects.add(new EmptyMachine(children));
    return new Opened(List.of(new Contest("idle.connections", subjects)));
  }

  /// Ours keeps a descriptor for a file beside each connection.
  static int connections(long descriptors) {
    return Math.clamp((descriptors - SPARE_DESCRIPTORS) / 2, 1, MOST);
  }

  private static List<Contender> contenders(Site site) {
    return List.of(
        new Contender(Launch.ours(site), OUR_LOOP),
        new Contender(Launch.ours(site, "epoll"), OUR_LOOP),
        new Contender(Launch.ours(site, "nio"), OUR_LOOP),
        new Contender(Launch.nginx(site), "nginx"),
        new Contender(Launch.netty(site, "uring"), NETTY_LOOP),
        new Contender(Launch.netty(site, "epoll"), NETTY_LOOP));
  }

  /// Who takes part, and the name of the thread of its loop.
  record Contender(Launch launch, String loop) {}

  private record Opened(List<Contest> contests) implements Session {
    @Override
    public void close() {
      // each round has ended what it started
    }
  }
}

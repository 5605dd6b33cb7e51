package io.weightless.check.bench.http;

import io.weightless.check.bench.harness.Benchmark;
import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.Contest;
import io.weightless.check.bench.harness.Machine;
import io.weightless.check.bench.harness.Notes;
import io.weightless.check.bench.harness.Programs;
import io.weightless.check.bench.harness.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Small answers over HTTP/1.1, beside nginx, Netty and the JDK's server.
public final class HttpBenchmark implements Benchmark {
  private static final int SPARE_DESCRIPTORS = 200;

  private static final List<Scenario> SCENARIOS =
      List.of(
          new Scenario("plaintext-64", Site.PLAINTEXT_PATH, 64, 1),
          new Scenario("plaintext-1000", Site.PLAINTEXT_PATH, 1000, 1),
          new Scenario("pipelined-16", Site.PLAINTEXT_PATH, 64, 16),
          new Scenario("file-1k", Site.FILE_PATH, 64, 1));

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
    if (!Programs.isInstalled("wrk")) {
      throw new IOException("wrk is not installed");
    }
    notes.add("http: " + Versions.line(children));
    var opened = new Opened(Site.create(children), new ArrayList<>(), new ArrayList<>());
    try {
      for (Launch launch : Launch.all(opened.site())) {
        opened.start(launch, children, notes);
      }
      opened.enter(new Wrk(opened.site().work(), children), notes);
      return opened;
    } catch (IOException | InterruptedException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private record Opened(Site site, List<Server> servers, List<Contest> contests)
      implements Session {

    /// Starts a server, or says why it is left out.
    private void start(Launch launch, Children children, Notes notes) throws InterruptedException {
      try {
        servers.add(launch.start(children));
      } catch (IOException e) {
        notes.add("http " + launch.name() + " left out: " + e.getMessage());
      }
    }

    private void enter(Wrk wrk, Notes notes) throws IOException {
      for (Scenario scenario : SCENARIOS) {
        if (Machine.descriptors() < scenario.connections() + SPARE_DESCRIPTORS) {
          notes.add("http." + scenario.name() + " left out: ulimit -n is too low");
        } else {
          contests.add(contest(scenario, wrk, notes));
        }
      }
    }

    private Contest contest(Scenario scenario, Wrk wrk, Notes notes) {
      return new Contest(
          "http." + scenario.name(),
          servers.stream().map(server -> new HttpSubject(server, scenario, wrk, notes)).toList());
    }

    @Override
    public void close() {
      servers.forEach(Server::close);
    }
  }
}

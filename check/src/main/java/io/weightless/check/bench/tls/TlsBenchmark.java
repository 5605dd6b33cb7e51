package io.weightless.check.bench.tls;

import io.weightless.check.bench.harness.Benchmark;
import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.Contest;
import io.weightless.check.bench.harness.Notes;
import io.weightless.check.bench.harness.Settings;
import io.weightless.check.bench.harness.Subject;
import io.weightless.check.bench.server.Credentials;
import io.weightless.check.bench.server.Launch;
import io.weightless.check.bench.server.Lineup;
import io.weightless.check.bench.server.Load;
import io.weightless.check.bench.server.PerMebibyte;
import io.weightless.check.bench.server.PerRequest;
import io.weightless.check.bench.server.Scenario;
import io.weightless.check.bench.server.Site;
import io.weightless.check.bench.server.Wrk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// TLS 1.3, beside nginx and Netty. With a key of EC P-256; handshakes also with one of RSA.
public final class TlsBenchmark implements Benchmark {
  private static final int CONNECTIONS = 64;
  private static final int DOWNLOADS = 16;

  @Override
  public String name() {
    return "tls";
  }

  @Override
  public String about() {
    return "handshakes, small answers and 1 MiB files over TLS 1.3, by s_time and wrk";
  }

  private record Opened(List<Lineup> lineups, List<Contest> others) implements Session {
    @Override
    public List<Contest> contests() {
      List<Contest> all = new ArrayList<>();
      lineups.forEach(lineup -> all.addAll(lineup.contests()));
      all.addAll(others);
      return all;
    }

    @Override
    public void close() {
      lineups.forEach(Lineup::close);
    }
  }

  @Override
  public Session open(Settings settings, Children children, Notes notes)
      throws IOException, InterruptedException {
    Site site = Site.create(children);
    OpenSsl openssl = OpenSsl.in(site, children);
    Wrk wrk = Wrk.in(site, children).with(openssl.environment());
    List<Lineup> lineups = new ArrayList<>();
    Lineup elliptic = Lineup.start(name(), launches(site, "server"), children, notes);
    lineups.add(elliptic);
    enterHandshakes(elliptic, openssl, notes);
    enterLoads(elliptic, wrk, notes);
    if (settings.whole()) {
      Site other = Site.create(children);
      Lineup rsa = Lineup.start(name() + "-rsa", launches(other, "rsa"), children, notes);
      lineups.add(rsa);
      enterHandshakes(rsa, openssl, notes);
    }
    return new Opened(lineups, List.of(fresh(children)));
  }

  private static void enterHandshakes(Lineup lineup, OpenSsl openssl, Notes notes) {
    lineup.enter("full", one -> new PerHandshake(one, new Visits(openssl, false), notes));
    lineup.enter("resumed", one -> new PerHandshake(one, new Visits(openssl, true), notes));
  }

  private void enterLoads(Lineup lineup, Wrk wrk, Notes notes) {
    Load small = load(scenario("plaintext", Site.PLAINTEXT_PATH, CONNECTIONS), wrk, notes);
    lineup.enter(small.scenario().name(), server -> new PerRequest(server, small));
    for (int connections : List.of(1, DOWNLOADS)) {
      Load large = load(scenario("bulk", Site.LARGE_PATH, connections), wrk, notes);
      lineup.enter(large.scenario().name(), server -> new PerMebibyte(server, large));
    }
  }

  private Load load(Scenario scenario, Wrk wrk, Notes notes) {
    return new Load(name(), scenario, wrk, notes);
  }

  private static Scenario scenario(String name, String path, int connections) {
    return new Scenario(name + "-" + connections, path, connections, 1);
  }

  private Contest fresh(Children children) throws IOException {
    List<Subject> subjects = new ArrayList<>();
    for (Launch launch : launches(Site.create(children), "server")) {
      subjects.add(new FreshServer(launch, children));
    }
    return new Contest(name() + ".fresh", subjects);
  }

  private static List<Launch> launches(Site site, String certificate) throws IOException {
    Credentials shown = Credentials.of(certificate, site);
    List<String> arguments =
        List.of(site.files().toString(), shown.chain().toString(), shown.key().toString());
    return List.of(
        Launch.forked(Subject.OURS, OursOverTls.class, List.of(), arguments),
        Launch.nginx(site, shown),
        Launch.netty(site, "jdk", shown),
        Launch.netty(site, "openssl", shown));
  }
}

package io.weightless.check.soak;

import io.weightless.http.client.ClientLimits;
import io.weightless.http.client.Decompressing;
import io.weightless.http.client.HttpClient;
import io.weightless.http.client.Sender;
import io.weightless.net.tls.TlsClient;
import io.weightless.reactor.Clock;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.testing.Certificates;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/// All the clients: rounds of load, with quiet between them.
final class Siege {
  private static final int VISITORS = 32;
  private static final int BAD_CLIENTS = 100;
  private static final Duration LONGEST_ROUND = Duration.ofMinutes(1);
  private static final Duration LOOK = Duration.ofMillis(200);

  /// After so long nobody is gone any more who is not gone yet.
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /// A busy machine is slow, and no failure.
  private static final ClientLimits PATIENT =
      ClientLimits.DEFAULT.with(
          new ClientLimits.Times(PATIENCE, PATIENCE, Duration.ofSeconds(1), PATIENCE));

  private final Server server;
  private final Findings findings;
  private final Reactor reactor = Reactor.current();
  private final Clock clock = reactor.clock();

  Siege(Server server, Findings findings) {
    this.server = server;
    this.findings = findings;
  }

  void lay(Duration length) throws IOException {
    Duration round =
        length.dividedBy(3).compareTo(LONGEST_ROUND) < 0 ? length.dividedBy(3) : LONGEST_ROUND;
    long rounds = length.dividedBy(round);
    for (long i = 1; i <= rounds; i++) {
      long before = findings.answers();
      int bad = round(round, i);
      Health health = quiet();
      findings.quiet(health);
      System.out.printf(
          "soak: round %d of %d: %,d answers, %,d bad connections; then %s%n",
          i, rounds, findings.answers() - before, bad, health);
    }
    findings.end();
  }

  /// @return how many bad connections there were
  private int round(Duration length, long seed) {
    long end = clock.nanos() + length.toNanos();
    long realEnd = System.nanoTime() + length.toNanos();
    List<CompletableFuture<Integer>> bad = bad(seed, () -> System.nanoTime() - realEnd < 0);
    TlsClient trusting = TlsClient.DEFAULT.trusting(List.of(Certificates.root())).within(PATIENCE);
    try (HttpClient client = HttpClient.open(PATIENT, trusting)) {
      Sender asking = new Decompressing(client);
      Scope.join(scope -> {
        for (int i = 0; i < VISITORS; i++) {
          Visitor visitor = new Visitor(asking, server, findings, i);
          scope.start("visitor " + i, () -> visitor.visitUntil(end));
        }
      });
    }
    return bad.stream().mapToInt(CompletableFuture::join).sum();
  }

  /// They block threads, which are not those of the visitors.
  private List<CompletableFuture<Integer>> bad(long seed, BooleanSupplier goesOn) {
    List<CompletableFuture<Integer>> all = new ArrayList<>();
    for (int i = 0; i < BAD_CLIENTS; i++) {
      String own = "127.0.1." + (1 + i % 30);
      BadClient client = new BadClient(server.port(), own, seed * BAD_CLIENTS + i, goesOn);
      all.add(CompletableFuture.supplyAsync(client::run, Thread::startVirtualThread));
    }
    return all;
  }

  /// Asked over one connection, so that nothing of the last question is left at the next.
  private Health quiet() throws IOException {
    try (HttpClient client = HttpClient.open()) {
      long begin = clock.nanos();
      int left = server.connections(client);
      while (left > 1 && clock.nanos() - begin < PATIENCE.toNanos()) {
        Task.sleep(LOOK);
        left = server.connections(client);
      }
      if (left > 1) {
        findings.complain(left - 1 + " connections are left when all clients are gone");
      }
      return server.health(client);
    }
  }
}

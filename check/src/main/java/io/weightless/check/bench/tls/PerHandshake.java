package io.weightless.check.bench.tls;

import io.weightless.check.bench.harness.Metric;
import io.weightless.check.bench.harness.Notes;
import io.weightless.check.bench.harness.ProcessorTime;
import io.weightless.check.bench.harness.Sample;
import io.weightless.check.bench.harness.Settings;
import io.weightless.check.bench.harness.Subject;
import io.weightless.check.bench.server.Server;
import io.weightless.check.bench.server.Site;
import java.io.IOException;

/// What a connection costs a server that is used for one small answer.
record PerHandshake(Server server, Visits visits, Notes notes) implements Subject {
  private static final Metric CPU = Metric.cost("cpu", "us/conn");
  private static final Metric USER = Metric.cost("user", "us/conn");
  private static final Metric RATE = Metric.throughput("rate", "conn/s");

  private static final int WARM_UPS = 5;

  /// Of processor time, where a load of requests needs one: all of a handshake is compiled late.
  private static final int PARTS = 3;

  @Override
  public String name() {
    return server.name();
  }

  /// Until it has used enough processor time, or time is up.
  @Override
  public void warmUp(Settings settings) throws IOException, InterruptedException {
    server.check(Site.PLAINTEXT_PATH);
    if (!visits.resuming()) {
      notes.add("tls " + name() + ": " + Agreement.with(server, visits.openssl()));
    }
    long enough = settings.warmUp().multipliedBy(PARTS).toMillis() * 1000;
    for (int i = 0; i < WARM_UPS && server.processorTime().totalMicros() < enough; i++) {
      var _ = visits.run(server, settings.warmUp());
    }
  }

  @Override
  public Sample measure(Settings settings) throws IOException, InterruptedException {
    ProcessorTime before = server.processorTime();
    long start = System.nanoTime();
    double count = visits.run(server, settings.window()).count();
    double seconds = (System.nanoTime() - start) / 1e9;
    ProcessorTime used = server.processorTime().minus(before);
    return Sample.of(CPU, used.totalMicros() / count)
        .and(USER, used.userMicros() / count)
        .and(RATE, count / seconds);
  }
}

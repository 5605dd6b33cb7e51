package io.weightless.check.bench.server;

import io.weightless.check.bench.harness.Metric;
import io.weightless.check.bench.harness.Sample;
import io.weightless.check.bench.harness.Settings;
import io.weightless.check.bench.harness.Subject;
import java.io.IOException;

/// What a request costs a server under a load.
public record PerRequest(Server server, Load load) implements Subject {
  private static final Metric CPU = Metric.cost("cpu", "us/req");
  private static final Metric USER = Metric.cost("user", "us/req");
  private static final Metric RATE = Metric.throughput("rate", "req/s");

  @Override
  public String name() {
    return server.name();
  }

  @Override
  public void warmUp(Settings settings) throws IOException, InterruptedException {
    load.warmUp(server, settings);
  }

  @Override
  public Sample measure(Settings settings) throws IOException, InterruptedException {
    Load.Result result = load.run(server, settings.window());
    double requests = result.sums().requests();
    return Sample.of(CPU, result.used().totalMicros() / requests)
        .and(USER, result.used().userMicros() / requests)
        .and(RATE, result.sums().perSecond());
  }
}

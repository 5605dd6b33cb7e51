package io.weightless.check.bench.server;

import io.weightless.check.bench.harness.Metric;
import io.weightless.check.bench.harness.Sample;
import io.weightless.check.bench.harness.Settings;
import io.weightless.check.bench.harness.Subject;
import java.io.IOException;

/// What a mebibyte costs a server under a load, and what it costs the server and wrk together: who
/// saves a copy on one side may cause one on the other.
public record PerMebibyte(Server server, Load load) implements Subject {
  private static final Metric BOTH = Metric.cost("both", "us/MiB");
  private static final Metric CPU = Metric.cost("cpu", "us/MiB");
  private static final Metric USER = Metric.cost("user", "us/MiB");
  private static final Metric RATE = Metric.throughput("rate", "MiB/s");
  private static final double MIB = 1 << 20;

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
    double moved = result.sums().bytes() / MIB;
    long micros = result.used().totalMicros();
    return Sample.of(BOTH, (micros + result.sums().processorMicros()) / moved)
        .and(CPU, micros / moved)
        .and(USER, result.used().userMicros() / moved)
        .and(RATE, moved * 1e6 / result.sums().micros());
  }
}

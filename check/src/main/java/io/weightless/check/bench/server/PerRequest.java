package io.weightless.check.bench.server;

import io.weightless.check.bench.harness.Allocations;
import io.weightless.check.bench.harness.Metric;
import io.weightless.check.bench.harness.Sample;
import io.weightless.check.bench.harness.Settings;
import io.weightless.check.bench.harness.Subject;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// What a request costs a server under a load.
public final class PerRequest implements Subject {
  private static final Metric CPU = Metric.cost("cpu", "us/req");
  private static final Metric USER = Metric.cost("user", "us/req");
  private static final Metric ALLOCATED = Metric.cost("allocated", "B/req");
  private static final Metric RATE = Metric.throughput("rate", "req/s");

  private final Server server;
  private final Load load;

  /// Null before the warm-up, and for a server that has no Java heap.
  private @Nullable Allocations heap;

  public PerRequest(Server server, Load load) {
    this.server = server;
    this.load = load;
  }

  @Override
  public String name() {
    return server.name();
  }

  @Override
  public void warmUp(Settings settings) throws IOException, InterruptedException {
    load.warmUp(server, settings);
    try {
      heap = Allocations.of(server.process().pid());
    } catch (IOException _) {
      heap = null;
    }
  }

  @Override
  public Sample measure(Settings settings) throws IOException, InterruptedException {
    Allocations open = heap;
    long before = open == null ? 0 : open.bytes();
    Load.Result result = load.run(server, settings.window());
    double requests = result.sums().requests();
    Sample sample =
        Sample.of(CPU, result.used().totalMicros() / requests)
            .and(USER, result.used().userMicros() / requests)
            .and(RATE, result.sums().perSecond());
    return open == null ? sample : sample.and(ALLOCATED, (open.bytes() - before) / requests);
  }
}

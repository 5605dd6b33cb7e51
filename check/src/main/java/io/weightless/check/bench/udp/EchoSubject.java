package io.weightless.check.bench.udp;

import io.weightless.check.bench.harness.Metric;
import io.weightless.check.bench.harness.ProcessorTime;
import io.weightless.check.bench.harness.Sample;
import io.weightless.check.bench.harness.Settings;
import io.weightless.check.bench.harness.Subject;
import java.io.IOException;

/// A server that sends datagrams back, of which so many are on their way at a time.
record EchoSubject(EchoServer server, int window) implements Subject {
  private static final Metric CPU = Metric.cost("cpu", "us");
  private static final Metric USER = Metric.cost("user", "us");
  private static final Metric RATE = Metric.throughput("rate", "1/s");

  @Override
  public String name() {
    return server.name();
  }

  @Override
  public void warmUp(Settings settings) throws IOException {
    try (Pings pings = Pings.open(server.port(), window)) {
      long _ = pings.run(settings.warmUp());
    }
  }

  @Override
  public Sample measure(Settings settings) throws IOException {
    try (Pings pings = Pings.open(server.port(), window)) {
      long _ = pings.run(settings.window().dividedBy(8));
      ProcessorTime before = server.processorTime();
      long start = System.nanoTime();
      long came = pings.run(settings.window());
      double seconds = (System.nanoTime() - start) / 1e9;
      ProcessorTime used = server.processorTime().minus(before);
      if (came == 0) {
        throw new IOException("nothing came back");
      }
      return Sample.of(CPU, used.totalMicros() / (double) came)
          .and(USER, used.userMicros() / (double) came)
          .and(RATE, came / seconds);
    }
  }
}

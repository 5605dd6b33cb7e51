package io.weightless.check.bench.proxy;

import io.weightless.check.bench.harness.Metric;
import io.weightless.check.bench.harness.ProcessorTime;
import io.weightless.check.bench.harness.Sample;
import io.weightless.check.bench.harness.Settings;
import io.weightless.check.bench.harness.Subject;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A proxy that so many connections pour through.
record ProxySubject(Relay relay, int connections) implements Subject {
  private static final Metric CPU = Metric.cost("cpu", "us/MiB");
  private static final Metric USER = Metric.cost("user", "us/MiB");
  private static final Metric RATE = Metric.throughput("rate", "MiB/s");
  private static final double MIB = 1 << 20;

  @Override
  public String name() {
    return relay.name();
  }

  @Override
  public void warmUp(Settings settings) throws IOException, InterruptedException {
    try (Drain drain = Drain.open(relay.port(), connections)) {
      pause(settings.warmUp());
      drain.count();
    }
  }

  /// While the connections pour on, so that to open and close them is not measured.
  @Override
  public Sample measure(Settings settings) throws IOException, InterruptedException {
    try (Drain drain = Drain.open(relay.port(), connections)) {
      pause(settings.window().dividedBy(4));
      ProcessorTime before = relay.processorTime();
      long start = System.nanoTime();
      long counted = drain.count();
      pause(settings.window());
      double moved = (drain.count() - counted) / MIB;
      double seconds = (System.nanoTime() - start) / 1e9;
      ProcessorTime used = relay.processorTime().minus(before);
      if (moved == 0) {
        throw new IOException("nothing came through");
      }
      return Sample.of(CPU, used.totalMicros() / moved)
          .and(USER, used.userMicros() / moved)
          .and(RATE, moved / seconds);
    }
  }

  /// While others pour: nothing here has to happen before.
  private static void pause(Duration time) throws InterruptedException {
    boolean _ = new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
  }
}

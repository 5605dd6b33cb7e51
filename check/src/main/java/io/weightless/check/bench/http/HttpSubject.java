package io.weightless.check.bench.http;

import io.weightless.check.bench.harness.Metric;
import io.weightless.check.bench.harness.Notes;
import io.weightless.check.bench.harness.Sample;
import io.weightless.check.bench.harness.Settings;
import io.weightless.check.bench.harness.Subject;
import io.weightless.check.bench.http.Wrk.Sums;
import java.io.IOException;
import java.time.Duration;

/// A server under one scenario.
record HttpSubject(Server server, Scenario scenario, Wrk wrk, Notes notes) implements Subject {
  private static final Metric CPU = Metric.cost("cpu", "us/req");
  private static final Metric USER = Metric.cost("user", "us/req");
  private static final Metric RATE = Metric.throughput("rate", "req/s");

  @Override
  public String name() {
    return server.name();
  }

  @Override
  public void warmUp(Settings settings) throws IOException, InterruptedException {
    server.check(scenario.path());
    load(settings.warmUp());
  }

  @Override
  public Sample measure(Settings settings) throws IOException, InterruptedException {
    var before = server.processorTime();
    Sums sums = load(settings.window());
    var used = server.processorTime().minus(before);
    if (sums.requests() == 0) {
      throw new IOException("no answer");
    }
    tellErrors(sums);
    return Sample.of(CPU, used.totalMicros() / (double) sums.requests())
        .and(USER, used.userMicros() / (double) sums.requests())
        .and(RATE, sums.perSecond());
  }

  private Sums load(Duration time) throws IOException, InterruptedException {
    String url = "http://127.0.0.1:" + server.port() + scenario.path();
    return wrk.run(url, scenario.connections(), scenario.depth(), time);
  }

  private void tellErrors(Sums sums) {
    if (!sums.errors().equals(Sums.Errors.NONE)) {
      notes.add("http." + scenario.name() + " " + name() + ": " + sums.errors());
    }
  }
}

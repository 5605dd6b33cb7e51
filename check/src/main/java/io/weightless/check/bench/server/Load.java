package io.weightless.check.bench.server;

import io.weightless.check.bench.harness.Notes;
import io.weightless.check.bench.harness.ProcessorTime;
import io.weightless.check.bench.harness.Settings;
import io.weightless.check.bench.server.Wrk.Sums;
import java.io.IOException;
import java.time.Duration;

/// A scenario that wrk plays to any of the servers.
///
/// @param benchmark whose it is
public record Load(String benchmark, Scenario scenario, Wrk wrk, Notes notes) {
  private static final int WARM_UPS = 3;

  /// What wrk counted, and the processor time of the server meanwhile.
  record Result(Sums sums, ProcessorTime used) {}

  /// Sees to it that a server answers as the others do, and brings it to its usual speed: on a busy
  /// machine it takes longer until the compilers have had their time.
  public void warmUp(Server server, Settings settings) throws IOException, InterruptedException {
    server.check(scenario.path());
    long enough = settings.warmUp().toMillis() * 1000;
    for (int i = 0;
        i < WARM_UPS && (i == 0 || server.processorTime().totalMicros() < enough);
        i++) {
      var _ = play(server, settings.warmUp());
    }
  }

  Result run(Server server, Duration time) throws IOException, InterruptedException {
    ProcessorTime before = server.processorTime();
    Sums sums = sums(server, time);
    return new Result(sums, server.processorTime().minus(before));
  }

  /// What wrk counted.
  ///
  /// @throws IOException if there was no answer
  public Sums sums(Server server, Duration time) throws IOException, InterruptedException {
    Sums sums = play(server, time);
    if (sums.requests() == 0) {
      throw new IOException("no answer");
    }
    if (!sums.errors().equals(Sums.Errors.NONE)) {
      notes.add(benchmark + "." + scenario.name() + " " + server.name() + ": " + sums.errors());
    }
    return sums;
  }

  private Sums play(Server server, Duration time) throws IOException, InterruptedException {
    return wrk.run(server.url(scenario.path()), scenario.connections(), scenario.depth(), time);
  }
}

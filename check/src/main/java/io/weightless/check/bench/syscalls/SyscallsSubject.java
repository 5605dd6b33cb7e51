package io.weightless.check.bench.syscalls;

import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.Metric;
import io.weightless.check.bench.harness.Notes;
import io.weightless.check.bench.harness.Sample;
import io.weightless.check.bench.harness.Settings;
import io.weightless.check.bench.harness.Subject;
import io.weightless.check.bench.server.Load;
import io.weightless.check.bench.server.Server;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;

/// A server under a load and under strace. That the connections are opened counts as well.
record SyscallsSubject(Server server, Load load, Strace strace, Notes notes) implements Subject {
  private static final Metric CALLS = Metric.cost("", "calls/req");
  private static final int TOLD = 4; // kinds of calls

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
    Process counting = strace.attach(server.process().toHandle());
    long requests;
    try {
      requests = load.sums(server, settings.window()).requests();
    } finally {
      Children.end(counting);
    }
    CallCounts counts = strace.counts();
    notes.progress(name() + ": " + told(counts, requests));
    return Sample.of(CALLS, counts.total() / (double) requests);
  }

  private static String told(CallCounts counts, long requests) {
    return counts.byName().entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(TOLD)
        .map(call -> "%s %.3f".formatted(call.getKey(), call.getValue() / (double) requests))
        .collect(Collectors.joining(", ", "", " for each of " + requests + " requests"));
  }
}

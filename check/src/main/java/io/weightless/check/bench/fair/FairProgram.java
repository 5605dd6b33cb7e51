package io.weightless.check.bench.fair;

import io.weightless.check.bench.harness.Fork;
import io.weightless.check.bench.harness.ParentWatch;
import java.io.IOException;
import java.time.Duration;

/// The client: `PORT MILLISECONDS [flooded]`.
///
/// It visits as long unmeasured before, so that its code is compiled.
final class FairProgram {
  static final String FLOODED = "flooded";

  private static final int VISITORS = 63;
  private static final Duration PAUSE = Duration.ofMillis(10);

  private FairProgram() {}

  static void main(String[] arguments) throws IOException {
    ParentWatch.start();
    int port = Integer.parseInt(arguments[0]);
    Duration time = Duration.ofMillis(Long.parseLong(arguments[1]));
    if (arguments[2].equals(FLOODED)) {
      try (Flood flood = Flood.open(port)) {
        visit(port, time);
        long before = flood.answers();
        long start = System.nanoTime();
        report(visit(port, time));
        double seconds = (System.nanoTime() - start) / 1e9;
        Fork.report("flood", (flood.answers() - before) / seconds);
      }
    } else {
      visit(port, time);
      report(visit(port, time));
    }
  }

  private static Latencies visit(int port, Duration time) throws IOException {
    try (Visitors visitors = Visitors.open(port, VISITORS, PAUSE)) {
      return visitors.run(time);
    }
  }

  private static void report(Latencies latencies) {
    double median = latencies.micros(0.5);
    double tail = latencies.micros(0.99);
    Fork.report("p50", median);
    Fork.report("p99", tail);
    Fork.report("max", latencies.micros(1));
    Fork.report("p99/p50", tail / median);
  }
}

package io.weightless.check.bench.harness;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// A contender that runs its program anew for each round, so there is nothing to warm up.
///
/// @param command the program, what it does, and how much of it
/// @param metrics which the program reports under their names, or else their units
public record ForkedSubject(
    String name, List<String> command, List<Metric> metrics, Children children) implements Subject {

  @Override
  public void warmUp(Settings settings) {}

  @Override
  public Sample measure(Settings settings) throws IOException, InterruptedException {
    var results = Fork.results(children, command);
    SequencedMap<Metric, Double> values = new LinkedHashMap<>();
    for (Metric metric : metrics) {
      String key = metric.name().isEmpty() ? metric.unit() : metric.name();
      values.put(metric, results.getOrDefault(key, Double.NaN));
    }
    return new Sample(values);
  }
}

package io.weightless.check.bench.harness;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// What one subject gave in one round, metrics in the order in which they are shown.
public record Sample(SequencedMap<Metric, Double> values) {

  public static Sample of(Metric metric, double value) {
    return new Sample(new LinkedHashMap<>(Map.of(metric, value)));
  }

  /// This sample with one more value at its end.
  public Sample and(Metric metric, double value) {
    var more = new LinkedHashMap<>(values);
    more.put(metric, value);
    return new Sample(more);
  }
}

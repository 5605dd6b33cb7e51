package io.weightless.check.bench.task;

import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.Fork;
import io.weightless.check.bench.harness.Metric;
import io.weightless.check.bench.harness.Sample;
import io.weightless.check.bench.harness.Settings;
import io.weightless.check.bench.harness.Subject;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// A contender that runs [TaskProgram] anew for each round, so there is nothing to warm up.
///
/// @param work what it does, and how much of it
/// @param metrics which the program reports under their names, or else their units
record ForkedSubject(
    String name, List<String> flags, List<String> work, List<Metric> metrics, Children children)
    implements Subject {

  @Override
  public void warmUp(Settings settings) {}

  @Override
  public Sample measure(Settings settings) throws IOException, InterruptedException {
    List<String> arguments = Stream.concat(Stream.of(name), work.stream()).toList();
    var results = Fork.results(children, Fork.command(flags, TaskProgram.class, arguments));
    SequencedMap<Metric, Double> values = new LinkedHashMap<>();
    for (Metric metric : metrics) {
      String key = metric.name().isEmpty() ? metric.unit() : metric.name();
      values.put(metric, results.getOrDefault(key, Double.NaN));
    }
    return new Sample(values);
  }
}

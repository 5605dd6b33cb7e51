package io.weightless.check.bench.task;

import io.weightless.check.bench.harness.Benchmark;
import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.Contest;
import io.weightless.check.bench.harness.Metric;
import io.weightless.check.bench.harness.Notes;
import io.weightless.check.bench.harness.Settings;
import io.weightless.check.bench.harness.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Switching tasks and holding parked ones, beside what the JDK has.
public final class TaskBenchmark implements Benchmark {
  private static final List<Metric> NANOS = List.of(Metric.cost("", "ns"));
  private static final List<Metric> BYTES =
      List.of(Metric.cost("heap", "B/task"), Metric.cost("resident", "B/task"));

  /// Parked tasks are counted where free memory goes back to the kernel at once, and where a method
  /// waits until it is compiled: a frame of the interpreter or of the first compiler is several
  /// times larger, and how many of them are parked would be chance.
  private static final List<String> SETTLED =
      List.of(
          "-Xbatch",
          "-Xms8m",
          "-Xmx3g",
          "-XX:MinHeapFreeRatio=2",
          "-XX:MaxHeapFreeRatio=5",
          "-XX:-ShrinkHeapInSteps");

  private record Entry(String name, List<String> flags) {}

  private static final List<Entry> ENTRIES =
      List.of(
          new Entry(Subject.OURS, List.of()),
          new Entry("bare-loop", List.of()),
          new Entry("continuation", List.of("--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED")),
          new Entry(
              "virtual-threads-1",
              List.of(
                  "-Djdk.virtualThreadScheduler.parallelism=1",
                  "-Djdk.virtualThreadScheduler.maxPoolSize=1")),
          new Entry("virtual-threads", List.of()));

  @Override
  public String name() {
    return "task";
  }

  @Override
  public String about() {
    return "a task's switch, and what a parked one holds";
  }

  @Override
  public Session open(Settings settings, Children children, Notes notes) {
    var opened = new Opened(new ArrayList<>());
    String millis = Long.toString(settings.spin().toMillis());
    for (String work : List.of("yield", "switch")) {
      opened.add("task." + work, NANOS, List.of(), List.of(work, millis), children);
    }
    for (String count : List.of("100000", "1000000")) {
      opened.add("task.parked-" + count, BYTES, SETTLED, List.of("parked", count), children);
    }
    return opened;
  }

  /// Nothing is held between rounds.
  private record Opened(List<Contest> contests) implements Session {

    private void add(
        String contest,
        List<Metric> metrics,
        List<String> flags,
        List<String> work,
        Children children) {
      List<ForkedSubject> subjects = new ArrayList<>();
      for (Entry entry : ENTRIES) {
        List<String> all = Stream.concat(flags.stream(), entry.flags().stream()).toList();
        subjects.add(new ForkedSubject(entry.name(), all, work, metrics, children));
      }
      contests.add(new Contest(contest, subjects));
    }

    @Override
    public void close() {}
  }
}

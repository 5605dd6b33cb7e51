package io.weightless.check.bench.task;

import io.weightless.check.bench.harness.Benchmark;
import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.Contest;
import io.weightless.check.bench.harness.Metric;
import io.weightless.check.bench.harness.Notes;
import io.weightless.check.bench.harness.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Switching, starting and cancelling tasks, and holding parked ones, beside what the JDK has, and
/// beside Go, Kotlin and jox.
public final class TaskBenchmark implements Benchmark {
  private static final List<Metric> NANOS = List.of(Metric.cost("", "ns"));
  private static final List<Metric> BYTES =
      List.of(Metric.cost("heap", "B/task"), Metric.cost("resident", "B/task"));
  private static final List<Metric> KIBIBYTES = List.of(Metric.cost("", "KiB"));

  /// Those of Stackless's own table, and of which more than a quick run has the time for.
  private static final List<Integer> COUNTS = List.of(2, 200, 2_000, 20_000, 100_000);

  private static final List<Integer> QUICK_COUNTS = List.of(2, 2_000);

  @Override
  public String name() {
    return "task";
  }

  @Override
  public String about() {
    return "a task's switch, start and cancellation, and what a parked one holds";
  }

  @Override
  public Session open(Settings settings, Children children, Notes notes)
      throws IOException, InterruptedException {
    ThreadLimit limit = settings.whole() ? ThreadLimit.here() : ThreadLimit.QUICK;
    var opened = new Opened(Field.gather(limit, children, notes), settings, new ArrayList<>());
    opened.spin("yield", 1);
    opened.spin("switch", 2);
    opened.spin("spawn", 2);
    opened.spin("cancel", TaskProgram.TREE_TASKS);
    for (int count : settings.whole() ? COUNTS : QUICK_COUNTS) {
      opened.hold("resident", count, KIBIBYTES);
    }
    opened.hold("parked", 100_000, BYTES);
    if (settings.whole()) {
      opened.hold("parked", 1_000_000, BYTES);
    }
    return opened;
  }

  /// Nothing is held between rounds.
  private record Opened(Field field, Settings settings, List<Contest> contests) implements Session {

    private void spin(String work, int tasks) {
      var subjects = field.spinning(work, tasks, settings.spin().toMillis(), NANOS);
      contests.add(new Contest("task." + work, subjects, settings.whole() ? settings.rounds() : 2));
    }

    /// Memory is the same in each round, but for what a run of the compiler makes of it.
    private void hold(String work, int count, List<Metric> metrics) {
      var subjects = field.holding(work, count, metrics);
      int rounds = settings.whole() ? settings.rounds() : 1;
      contests.add(new Contest("task." + work + "-" + count, subjects, rounds));
    }

    @Override
    public void close() {}
  }
}

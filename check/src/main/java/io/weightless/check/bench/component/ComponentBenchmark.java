package io.weightless.check.bench.component;

import io.weightless.check.bench.harness.Benchmark;
import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.ClassPath;
import io.weightless.check.bench.harness.Contest;
import io.weightless.check.bench.harness.Entrant;
import io.weightless.check.bench.harness.Metric;
import io.weightless.check.bench.harness.Notes;
import io.weightless.check.bench.harness.Settings;
import io.weightless.check.bench.harness.Subject;
import io.weightless.check.bench.task.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Pipelines of components and many that wait, beside Pekko's streams and actors and the JDK's
/// queues and threads.
public final class ComponentBenchmark implements Benchmark {
  private static final List<Metric> NANOS =
      List.of(Metric.cost("", "ns"), Metric.cost("cpu", "ns"));
  private static final List<Metric> HELD =
      List.of(
          Metric.cost("start", "ns"),
          Metric.cost("heap", "B/each"),
          Metric.cost("resident", "B/each"));

  private static final int MANY = 100_000;
  private static final int QUICK_MANY = 20_000;

  @Override
  public String name() {
    return "component";
  }

  @Override
  public String about() {
    return "a message's way through five components, and what a waiting one holds";
  }

  @Override
  public Session open(Settings settings, Children children, Notes notes) {
    notes.add(
        "component: Pekko %s with Scala %s; room for %d between two stages of ours and of queues"
            .formatted(
                ClassPath.version("pekko-stream_2.13"),
                ClassPath.version("scala-library"),
                Line.CAPACITY));
    notes.add(
        "component: on one thread pekko is fused into one actor, where a message waits nowhere;"
            + " virtual-threads are only parked, and nothing wires them");
    int rounds = settings.whole() ? settings.rounds() : 1;
    List<Contest> contests = new ArrayList<>();
    String millis = Long.toString(settings.spin().toMillis());
    for (String work : List.of("one", "two", "each")) {
      var subjects = Entrant.subjects(lines(), List.of(work, millis), NANOS, children);
      contests.add(new Contest("component." + work, subjects, rounds));
    }
    String count = Integer.toString(settings.whole() ? MANY : QUICK_MANY);
    var crowds = Entrant.subjects(crowds(), List.of("live", count), HELD, children);
    contests.add(new Contest("component.live-" + count, crowds, rounds));
    return new Opened(contests);
  }

  /// Ours first.
  private static List<Entrant> lines() {
    return List.of(
        line(Subject.OURS, Set.of("one", "two", "each"), List.of()),
        line("pekko", Set.of("one", "two", "each"), List.of()),
        line("array-queue-1", Set.of("one"), Entrant.ONE_WORKER),
        line("array-queue", Set.of("each"), List.of()),
        line("array-queue-platform", Set.of("each"), List.of()));
  }

  private static Entrant line(String name, Set<String> works, List<String> flags) {
    return Entrant.forked(name, works, ComponentProgram.class, flags);
  }

  private static List<Entrant> crowds() {
    return List.of(crowd(Subject.OURS), crowd("pekko"), crowd("virtual-threads"));
  }

  private static Entrant crowd(String name) {
    return Entrant.forked(name, Set.of("live"), CrowdProgram.class, Memory.SETTLED);
  }

  /// Nothing is held between rounds.
  private record Opened(List<Contest> contests) implements Session {
    @Override
    public void close() {}
  }
}

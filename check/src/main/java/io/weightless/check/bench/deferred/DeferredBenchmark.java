package io.weightless.check.bench.deferred;

import io.weightless.check.bench.harness.Benchmark;
import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.Contest;
import io.weightless.check.bench.harness.Entrant;
import io.weightless.check.bench.harness.Metric;
import io.weightless.check.bench.harness.Notes;
import io.weightless.check.bench.harness.Settings;
import io.weightless.check.bench.harness.Subject;
import java.util.List;
import java.util.Set;

/// Deferreds beside the JDK's CompletableFuture.
public final class DeferredBenchmark implements Benchmark {
  private static final List<Metric> NANOS = List.of(Metric.cost("", "ns"));
  private static final int QUICK_ROUNDS = 2;
  private static final List<String> WORKS = List.of("chain-10", "await-done", "await-pending");
  private static final Set<String> ALL = Set.copyOf(WORKS);
  private static final Set<String> AWAITS = Set.of("await-done", "await-pending");

  @Override
  public String name() {
    return "deferred";
  }

  @Override
  public String about() {
    return "a chain of ten callbacks, and a task's wait for a result";
  }

  @Override
  public Session open(Settings settings, Children children, Notes notes) {
    List<Entrant> entrants =
        List.of(
            forked(Subject.OURS, ALL, List.of()),
            forked("weightless-stage", AWAITS, List.of()),
            forked("future-in-task", AWAITS, List.of()),
            forked("future", ALL, List.of()),
            forked("future-1", Set.of("await-pending"), Entrant.ONE_WORKER));
    notes.add(
        "deferred: weightless-stage awaits CompletableFutures as Deferreds, future-in-task joins"
            + " them in our tasks, future and future-1 in virtual threads of the JDK");
    int rounds = settings.whole() ? settings.rounds() : QUICK_ROUNDS;
    String millis = Long.toString(settings.spin().toMillis());
    return new Opened(
        WORKS.stream()
            .map(work ->
                new Contest(
                    "deferred." + work,
                    Entrant.subjects(entrants, List.of(work, millis), NANOS, children),
                    rounds))
            .toList());
  }

  private static Entrant forked(String name, Set<String> works, List<String> flags) {
    return Entrant.forked(name, works, DeferredProgram.class, flags);
  }

  /// Nothing is held between rounds.
  private record Opened(List<Contest> contests) implements Session {
    @Override
    public void close() {}
  }
}

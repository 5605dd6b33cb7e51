package io.weightless.check.bench.fiber;

import io.weightless.check.bench.harness.Benchmark;
import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.Contest;
import io.weightless.check.bench.harness.Entrant;
import io.weightless.check.bench.harness.Metric;
import io.weightless.check.bench.harness.Notes;
import io.weightless.check.bench.harness.PythonProgram;
import io.weightless.check.bench.harness.Settings;
import io.weightless.check.bench.harness.Subject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Fibers and generators made of them, beside greenlet's and Python's own generators.
public final class FiberBenchmark implements Benchmark {
  private static final List<Metric> NANOS = List.of(Metric.cost("", "ns"));
  private static final int QUICK_ROUNDS = 2;
  private static final Set<String> GENERATORS = Set.of("generator", "generator-depth-10");

  private static final List<String> WORKS =
      List.of("switch", "generator", "generator-depth-10", "life");

  @Override
  public String name() {
    return "fiber";
  }

  @Override
  public String about() {
    return "there and back between two fibers, a generator's value, a fiber's life";
  }

  @Override
  public Session open(Settings settings, Children children, Notes notes)
      throws IOException, InterruptedException {
    List<Entrant> entrants = new ArrayList<>();
    entrants.add(Entrant.forked(Subject.OURS, Set.copyOf(WORKS), FiberProgram.class, List.of()));
    entrants.add(Entrant.forked("bare-loop", Set.of("switch"), FiberProgram.class, List.of()));
    entrants.addAll(inPython(children, notes));
    notes.add("fiber: bare-loop is two switches of bare virtual threads, the floor");
    int rounds = settings.whole() ? settings.rounds() : QUICK_ROUNDS;
    String millis = Long.toString(settings.spin().toMillis());
    return new Opened(
        WORKS.stream()
            .map(work ->
                new Contest(
                    "fiber." + work,
                    Entrant.subjects(entrants, List.of(work, millis), NANOS, children),
                    rounds))
            .toList());
  }

  /// None where greenlet can't be had; the notes say so.
  private static List<Entrant> inPython(Children children, Notes notes)
      throws InterruptedException {
    try {
      PythonProgram python = PythonProgram.copy(FiberBenchmark.class, "fibers.py", children);
      notes.add("fiber: " + python.version());
      return List.of(
          new Entrant("greenlet", Set.copyOf(WORKS), work -> python.command("greenlet", work)),
          new Entrant("python-yield", GENERATORS, work -> python.command("python-yield", work)));
    } catch (IOException e) {
      notes.add("fiber: greenlet and python-yield left out: " + e.getMessage());
      return List.of();
    }
  }

  /// Nothing is held between rounds.
  private record Opened(List<Contest> contests) implements Session {
    @Override
    public void close() {}
  }
}

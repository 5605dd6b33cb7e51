package io.weightless.check.bench.coroutine;

import io.weightless.check.bench.harness.Benchmark;
import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.Contest;
import io.weightless.check.bench.harness.Entrant;
import io.weightless.check.bench.harness.Metric;
import io.weightless.check.bench.harness.Notes;
import io.weightless.check.bench.harness.PythonProgram;
import io.weightless.check.bench.harness.Settings;
import io.weightless.check.bench.harness.Subject;
import io.weightless.check.bench.task.Memory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Coroutines and pipelines of them, beside generators of other languages, and what is written by
/// hand.
public final class CoroutineBenchmark implements Benchmark {
  private static final List<Metric> NANOS = List.of(Metric.cost("", "ns"));
  private static final List<Metric> BYTES =
      List.of(Metric.cost("heap", "B/each"), Metric.cost("resident", "B/each"));
  private static final int QUICK_ROUNDS = 2;
  private static final int PAUSED = 100_000;

  private static final List<String> STEPS = List.of("step-1", "step-100", "step-10000");
  private static final List<String> PIPELINES = List.of("pipeline", "pipeline-4k");
  private static final List<String> WORKS =
      Stream.of(STEPS, List.of("call"), PIPELINES).flatMap(List::stream).toList();

  /// What `./weightless run` gives to programs, for all: else not one of them would be so deep.
  private static final List<String> DEEP =
      List.of("-Xss400m", "-Dweightless.coroutine.depth=100000");

  private static final List<String> RAW =
      List.of("-Xss400m", "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED");

  @Override
  public String name() {
    return "coroutine";
  }

  @Override
  public String about() {
    return "a step from 1 to 10,000 calls deep, a call, a pipeline of five, and what a paused one"
        + " holds";
  }

  @Override
  public Session open(Settings settings, Children children, Notes notes)
      throws IOException, InterruptedException {
    List<Entrant> entrants = new ArrayList<>(onTheJvm());
    entrants.addAll(inPython(children, notes));
    notes.add("coroutine: bare-loop is two switches of bare virtual threads, for the budget;");
    notes.add("coroutine: continuation the floor; depth with a stack of 400 MiB, as ours");
    String millis = Long.toString(settings.spin().toMillis());
    List<Contest> contests = new ArrayList<>();
    for (String work : WORKS) {
      var subjects = Entrant.subjects(entrants, List.of(work, millis), NANOS, children);
      int rounds = settings.whole() ? settings.rounds() : QUICK_ROUNDS;
      contests.add(new Contest("coroutine." + work, subjects, rounds));
    }
    var subjects =
        Entrant.subjects(entrants, List.of("paused", String.valueOf(PAUSED)), BYTES, children);
    contests.add(
        new Contest("coroutine.paused", subjects, settings.whole() ? settings.rounds() : 1));
    return new Opened(contests);
  }

  /// Ours first.
  private static List<Entrant> onTheJvm() {
    return List.of(
        forked(Subject.OURS, with(WORKS, "paused"), DEEP),
        forked("bare-loop", with(STEPS, "paused"), DEEP),
        forked("continuation", with(STEPS, "paused"), RAW),
        forked("plain-method", Set.of("call"), DEEP),
        forked("iterator", Set.copyOf(PIPELINES), DEEP),
        forked(
            "kotlin",
            with(Stream.concat(STEPS.stream(), PIPELINES.stream()).toList(), "paused"),
            DEEP));
  }

  private static Set<String> with(List<String> works, String another) {
    List<String> all = new ArrayList<>(works);
    all.add(another);
    return Set.copyOf(all);
  }

  private static Entrant forked(String name, Set<String> works, List<String> flags) {
    return new Entrant(
        name,
        works,
        work -> {
          List<String> all = new ArrayList<>(flags);
          if (work.getFirst().equals("paused")) {
            all.addAll(Memory.SETTLED);
          }
          return Entrant.command(name, CoroutineProgram.class, all, work);
        });
  }

  /// None where greenlet can't be had; the notes say so.
  private static List<Entrant> inPython(Children children, Notes notes)
      throws InterruptedException {
    try {
      PythonProgram python =
          PythonProgram.copy(CoroutineBenchmark.class, "coroutines.py", children);
      notes.add("coroutine: " + python.version() + ", without a limit of recursion");
      return List.of(
          new Entrant("greenlet", Set.copyOf(STEPS), work -> python.command("greenlet", work)),
          new Entrant(
              "python-yield",
              Set.of("step-1", "step-100", "step-10000", "call", "pipeline"),
              work -> python.command("python-yield", work)));
    } catch (IOException e) {
      notes.add("coroutine: greenlet and python-yield left out: " + e.getMessage());
      return List.of();
    }
  }

  /// Nothing is held between rounds.
  private record Opened(List<Contest> contests) implements Session {
    @Override
    public void close() {}
  }
}

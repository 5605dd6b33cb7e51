package io.weightless.check.bench.files;

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

/// Files of the disk, beside the blocking calls of the JDK on threads.
public final class FilesBenchmark implements Benchmark {
  private static final List<Metric> NANOS = List.of(Metric.cost("", "ns"));
  private static final int QUICK_ROUNDS = 2;
  private static final List<String> WORKS = List.of("read-4k", "open-1k", "write-4k", "copy-64m");

  @Override
  public String name() {
    return "files";
  }

  @Override
  public String about() {
    return "many small reads, openings and writes, and a copy, beside blocking threads";
  }

  @Override
  public Session open(Settings settings, Children children, Notes notes) {
    Set<String> all = Set.copyOf(WORKS);
    List<Entrant> entrants =
        List.of(
            Entrant.forked(Subject.OURS, all, FilesProgram.class, List.of()),
            Entrant.forked("virtual-threads", all, FilesProgram.class, List.of()),
            Entrant.forked("platform-threads", all, FilesProgram.class, List.of()));
    notes.add(
        "files: 64 at a time; ours on one loop, the others on as many threads; what is read is in"
            + " the system's cache; a copy is one of 64 MiB");
    int rounds = settings.whole() ? settings.rounds() : QUICK_ROUNDS;
    String millis = Long.toString(settings.spin().toMillis());
    return new Opened(
        WORKS.stream()
            .map(work ->
                new Contest(
                    "files." + work,
                    Entrant.subjects(entrants, List.of(work, millis), NANOS, children),
                    rounds))
            .toList());
  }

  /// Nothing is held between rounds.
  private record Opened(List<Contest> contests) implements Session {
    @Override
    public void close() {}
  }
}

package io.weightless.check.bench.task;

import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.ClassPath;
import io.weightless.check.bench.harness.Entrant;
import io.weightless.check.bench.harness.ForkedSubject;
import io.weightless.check.bench.harness.GoProgram;
import io.weightless.check.bench.harness.Metric;
import io.weightless.check.bench.harness.Notes;
import io.weightless.check.bench.harness.Subject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Who takes part in which work, and how each is started.
///
/// @param limit what holds for threads of the platform
record Field(List<Entrant> entrants, ThreadLimit limit, Children children) {
  private static final String PLATFORM = "platform-threads";
  private static final Set<String> TURNS = Set.of("yield", "switch", "spawn", "cancel");
  private static final Set<String> MEMORY = Set.of("parked", "resident");

  private static final Set<String> ALL =
      Set.of("yield", "switch", "spawn", "cancel", "parked", "resident");

  /// All that can be had here; the notes say which they are, and who is missing.
  static Field gather(ThreadLimit limit, Children children, Notes notes)
      throws IOException, InterruptedException {
    List<Entrant> entrants = new ArrayList<>(onTheJvm());
    String go = "";
    try {
      GoProgram program = GoProgram.build(Field.class, "tasks.go", children);
      entrants.add(new Entrant("go", ALL, program::command));
      go = ", " + program.version();
    } catch (IOException e) {
      notes.add("task go left out: " + e.getMessage());
    }
    notes.add("task: one loop or worker each, but virtual-threads; " + ClassPath.peers() + go);
    notes.add(
        "task: platform-threads as far as %d (%s)".formatted(limit.threads(), limit.reason()));
    return new Field(entrants, limit, children);
  }

  /// Ours first.
  private static List<Entrant> onTheJvm() {
    List<String> preview =
        Stream.concat(Entrant.ONE_WORKER.stream(), Stream.of("--enable-preview")).toList();
    return List.of(
        forked(Subject.OURS, ALL, List.of()),
        forked(Subject.UNWATCHED, TURNS, Subject.UNWATCHED_FLAGS),
        forked(TaskProgram.WATCHED, TURNS, List.of()),
        forked("bare-loop", Set.of("yield", "switch", "spawn", "cancel", "parked"), List.of()),
        forked(
            "continuation",
            Set.of("yield", "switch", "parked"),
            List.of("--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED")),
        forked(
            "virtual-threads-1",
            Set.of("yield", "switch", "spawn", "cancel", "parked"),
            Entrant.ONE_WORKER),
        forked("virtual-threads", ALL, List.of()),
        forked(PLATFORM, Set.of("switch", "spawn", "cancel", "resident"), List.of()),
        forked("kotlin", ALL, List.of()),
        forked("jox", Set.of("switch", "spawn", "cancel", "parked", "resident"), preview));
  }

  private static Entrant forked(String name, Set<String> works, List<String> flags) {
    return new Entrant(name, works, work -> command(name, flags, work));
  }

  private static List<String> command(String name, List<String> flags, List<String> work) {
    List<String> all = new ArrayList<>(flags);
    if (MEMORY.contains(work.getFirst())) {
      all.addAll(Memory.SETTLED);
    }
    return Entrant.command(name, TaskProgram.class, all, work);
  }

  /// Those that do `work` for so many milliseconds.
  ///
  /// @param tasks how many there are at once; the platform's threads are left out when these are
  ///   too many for them
  List<ForkedSubject> spinning(String work, int tasks, long millis, List<Metric> metrics) {
    return subjects(List.of(work, Long.toString(millis)), tasks, metrics);
  }

  /// Those that hold so many tasks.
  List<ForkedSubject> holding(String work, int tasks, List<Metric> metrics) {
    return subjects(List.of(work, Integer.toString(tasks)), tasks, metrics);
  }

  private List<ForkedSubject> subjects(List<String> work, int tasks, List<Metric> metrics) {
    List<Entrant> able =
        entrants.stream()
            .filter(entrant -> tasks <= limit.threads() || !entrant.name().equals(PLATFORM))
            .toList();
    return Entrant.subjects(able, work, metrics, children);
  }
}

package io.weightless.check.bench.task;

import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.Fork;
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
record Field(List<Entry> entries, ThreadLimit limit, Children children) {
  private static final String PLATFORM = "platform-threads";
  private static final Set<String> MEMORY = Set.of("parked", "resident");

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

  private static final List<String> ONE_WORKER =
      List.of(
          "-Djdk.virtualThreadScheduler.parallelism=1",
          "-Djdk.virtualThreadScheduler.maxPoolSize=1");

  private static final Set<String> ALL =
      Set.of("yield", "switch", "spawn", "cancel", "parked", "resident");

  /// Gives the command for a piece of work and its amount.
  private interface Start {
    List<String> command(List<String> work);
  }

  private record Entry(String name, Set<String> works, Start start) {}

  /// All that can be had here; the notes say which they are, and who is missing.
  static Field gather(ThreadLimit limit, Children children, Notes notes)
      throws IOException, InterruptedException {
    List<Entry> entries = new ArrayList<>(onTheJvm());
    String go = "";
    try {
      GoProgram program = GoProgram.build(children);
      entries.add(new Entry("go", ALL, program::command));
      go = ", " + program.version();
    } catch (IOException e) {
      notes.add("task go left out: " + e.getMessage());
    }
    notes.add("task: one loop or worker each, but virtual-threads; " + ClassPath.peers() + go);
    notes.add(
        "task: platform-threads as far as %d (%s)".formatted(limit.threads(), limit.reason()));
    return new Field(entries, limit, children);
  }

  /// Ours first.
  private static List<Entry> onTheJvm() {
    List<String> preview =
        Stream.concat(ONE_WORKER.stream(), Stream.of("--enable-preview")).toList();
    return List.of(
        forked(Subject.OURS, ALL, List.of()),
        forked("bare-loop", Set.of("yield", "switch", "spawn", "cancel", "parked"), List.of()),
        forked(
            "continuation",
            Set.of("yield", "switch", "parked"),
            List.of("--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED")),
        forked(
            "virtual-threads-1",
            Set.of("yield", "switch", "spawn", "cancel", "parked"),
            ONE_WORKER),
        forked("virtual-threads", ALL, List.of()),
        forked(PLATFORM, Set.of("switch", "spawn", "cancel", "resident"), List.of()),
        forked("kotlin", ALL, List.of()),
        forked("jox", Set.of("switch", "spawn", "cancel", "parked", "resident"), preview));
  }

  private static Entry forked(String name, Set<String> works, List<String> flags) {
    return new Entry(name, works, work -> command(name, flags, work));
  }

  private static List<String> command(String name, List<String> flags, List<String> work) {
    List<String> all = new ArrayList<>(flags);
    if (MEMORY.contains(work.getFirst())) {
      all.addAll(SETTLED);
    }
    List<String> arguments = Stream.concat(Stream.of(name), work.stream()).toList();
    return Fork.command(all, TaskProgram.class, arguments);
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
    return entries.stream()
        .filter(entry -> entry.works.contains(work.getFirst()))
        .filter(entry -> tasks <= limit.threads() || !entry.name.equals(PLATFORM))
        .map(entry -> new ForkedSubject(entry.name, entry.start.command(work), metrics, children))
        .toList();
  }
}

package io.weightless.check.bench.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// How often threads had been put on a processor at one time: each time one gave it up or lost it
/// is counted.
public final class WakeUps {
  private static final List<String> SWITCHES =
      List.of("voluntary_ctxt_switches", "nonvoluntary_ctxt_switches");
  private static final int KNOWN_LETTERS = 15; // of a thread's name, says proc_pid_comm(5)

  private final Map<Path, Long> counts; // by the thread's directory in /proc

  private WakeUps(Map<Path, Long> counts) {
    this.counts = counts;
  }

  /// Of all living threads of a process and of its living descendants.
  public static WakeUps ofTree(ProcessHandle root) throws IOException {
    return of(tasks(root));
  }

  /// Of those with this name alone.
  ///
  /// @throws IOException if there is none
  public static WakeUps ofThread(ProcessHandle root, String name) throws IOException {
    String known = name.substring(0, Math.min(name.length(), KNOWN_LETTERS));
    List<Path> named = tasks(root).stream().filter(isNamed(known)).toList();
    if (named.isEmpty()) {
      throw new IOException("no thread is named " + name);
    }
    return of(named);
  }

  /// Of all the threads, since each of them began.
  public long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /// How many came after `before`. Those of threads that have ended since are not known.
  public long since(WakeUps before) {
    return counts.entrySet().stream()
        .mapToLong(
            thread -> added(before.counts.getOrDefault(thread.getKey(), 0L), thread.getValue()))
        .sum();
  }

  /// A thread that has fewer than before is another one, with the number of one that has ended.
  private static long added(long before, long now) {
    return now < before ? now : now - before;
  }

  private static List<Path> tasks(ProcessHandle root) throws IOException {
    List<ProcessHandle> all = Stream.concat(Stream.of(root), root.descendants()).toList();
    Stream.Builder<Path> tasks = Stream.builder();
    for (ProcessHandle one : all) {
      try (var threads = Files.list(Path.of("/proc", Long.toString(one.pid()), "task"))) {
        threads.forEach(tasks);
      } catch (NoSuchFileException _) {
        // it has ended
      }
    }
    return tasks.build().toList();
  }

  private static Predicate<Path> isNamed(String known) {
    return task -> {
      try {
        return Files.readString(task.resolve("comm")).strip().equals(known);
      } catch (IOException _) {
        return false; // it has ended
      }
    };
  }

  private static WakeUps of(List<Path> tasks) throws IOException {
    Map<Path, Long> counts = new HashMap<>();
    for (Path task : tasks) {
      try {
        counts.put(task, parse(Files.readAllLines(task.resolve("status"))));
      } catch (NoSuchFileException _) {
        // it has ended
      }
    }
    return new WakeUps(counts);
  }

  /// Reads `/proc/PID/task/TID/status`.
  static long parse(List<String> status) {
    return status.stream()
        .map(line -> line.split(":", 2))
        .filter(field -> SWITCHES.contains(field[0]))
        .map(field -> field[1].strip())
        .mapToLong(Long::parseLong)
        .sum();
  }
}

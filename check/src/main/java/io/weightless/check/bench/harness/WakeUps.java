package io.weightless.check.bench.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// How often threads were put on a processor: each time one gave it up or lost it is counted.
public final class WakeUps {
  private static final List<String> SWITCHES =
      List.of("voluntary_ctxt_switches", "nonvoluntary_ctxt_switches");
  private static final int KNOWN_LETTERS = 15; // of a thread's name, says proc_pid_comm(5)

  private WakeUps() {}

  /// Of all living threads of a process and of its living descendants.
  public static long ofTree(ProcessHandle root) throws IOException {
    return sum(tasks(root));
  }

  /// Of those with this name alone.
  ///
  /// @throws IOException if there is none
  public static long ofThread(ProcessHandle root, String name) throws IOException {
    String known = name.substring(0, Math.min(name.length(), KNOWN_LETTERS));
    List<Path> named = tasks(root).stream().filter(isNamed(known)).toList();
    if (named.isEmpty()) {
      throw new IOException("no thread is named " + name);
    }
    return sum(named);
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

  private static long sum(List<Path> tasks) throws IOException {
    long sum = 0;
    for (Path task : tasks) {
      try {
        sum += parse(Files.readAllLines(task.resolve("status")));
      } catch (NoSuchFileException _) {
        // it has ended
      }
    }
    return sum;
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

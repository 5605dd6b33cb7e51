package io.weightless.check.bench.task;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// How many threads of the platform one process can have here without harm to others: most of what
/// the tightest of the kernel's limits allows.
///
/// @param threads that many
/// @param reason the file that says so, or why there is less time for them
record ThreadLimit(int threads, String reason) {
  /// More would take longer than all the others together.
  static final ThreadLimit QUICK = new ThreadLimit(2_000, "a quick run");

  /// A limit of the kernel's, and how much of it a thread takes.
  private record Kernel(String file, int perThread) {}

  private static final List<Kernel> LIMITS =
      List.of(
          new Kernel("/proc/sys/kernel/threads-max", 1),
          new Kernel("/proc/sys/kernel/pid_max", 1),
          new Kernel("/proc/sys/vm/max_map_count", 2), // a stack and its guard
          new Kernel("/sys/fs/cgroup/pids.max", 1),
          new Kernel("/sys/fs/cgroup/pids/pids.max", 1));

  static ThreadLimit here() throws IOException {
    List<ThreadLimit> limits = new ArrayList<>();
    for (Kernel limit : LIMITS) {
      limits.add(of(limit));
    }
    return limits.stream().min(Comparator.comparingInt(ThreadLimit::threads)).orElseThrow();
  }

  private static ThreadLimit of(Kernel limit) throws IOException {
    // at once: the kernel shows these only to a read that starts at the front
    try (var reader = Files.newBufferedReader(Path.of(limit.file))) {
      String text = Objects.requireNonNullElse(reader.readLine(), "max");
      return new ThreadLimit(share(text.strip(), limit.perThread), limit.file);
    } catch (NoSuchFileException _) {
      return new ThreadLimit(Integer.MAX_VALUE, limit.file);
    }
  }

  /// Three quarters, in threads; a limit that is no number is none.
  static int share(String limit, int perThread) {
    if (limit.equals("max")) {
      return Integer.MAX_VALUE;
    }
    return (int) Math.min(Integer.MAX_VALUE, Long.parseLong(limit) / perThread / 4 * 3);
  }
}

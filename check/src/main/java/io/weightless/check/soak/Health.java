package io.weightless.check.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What a server occupies when nobody asks for anything.
///
/// @param heapKib that is in use after a collection
/// @param residentKib of memory, as the system sees it
/// @param descriptors files, sockets and the like
/// @param threads of the system
/// @param tasks of the reactor, as they describe themselves
record Health(long heapKib, long residentKib, long descriptors, long threads, List<String> tasks) {
  /// Asks the system.
  ///
  /// @param vitals what the server says itself, which has collected its garbage before
  static Health of(long pid, String vitals) throws IOException {
    List<String> own = vitals.lines().toList();
    Path process = Path.of("/proc", Long.toString(pid));
    return new Health(
        Long.parseLong(own.getFirst()) / 1024,
        status(process, "VmRSS:"),
        count(process.resolve("fd")),
        status(process, "Threads:"),
        own.subList(1, own.size()));
  }

  private static long count(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.count();
    }
  }

  private static long status(Path process, String field) throws IOException {
    try (Stream<String> lines = Files.lines(process.resolve("status"))) {
      return lines
          .filter(line -> line.startsWith(field))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    }
  }

  @Override
  public String toString() {
    return "heap %,d KiB, resident %,d KiB, %d descriptors, %d threads, %d tasks"
        .formatted(heapKib, residentKib, descriptors, threads, tasks.size());
  }
}

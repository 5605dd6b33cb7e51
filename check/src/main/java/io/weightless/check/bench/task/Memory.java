package io.weightless.check.bench.task;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What this process holds once it has settled.
///
/// Taken with the flags of [TaskBenchmark], so that the second is not mostly room for garbage to
/// come.
///
/// @param liveHeap what full collections leave
/// @param resident what the kernel has given to the process then
record Memory(long liveHeap, long resident) {
  private static final int LEAST_COLLECTIONS = 3; // one clears references, the next frees
  private static final int MOST_COLLECTIONS = 20;

  static Memory settled() {
    long used = Long.MAX_VALUE;
    long before = Long.MAX_VALUE;
    for (int i = 0; i < MOST_COLLECTIONS && (i < LEAST_COLLECTIONS || used < before); i++) {
      before = used;
      System.gc();
      used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
    try {
      return new Memory(used, resident(Files.readAllLines(Path.of("/proc/self/status"))));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static long resident(List<String> status) {
    return status.stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .map(line -> Long.parseLong(line.split("\\s+", -1)[1]) * 1024)
        .findFirst()
        .orElseThrow();
  }
}

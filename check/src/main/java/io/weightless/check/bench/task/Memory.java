package io.weightless.check.bench.task;

import io.weightless.check.bench.harness.Fork;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What this process holds once it has settled.
///
/// Taken with the flags [#SETTLED], so that the second is not mostly room for garbage to come.
///
/// @param liveHeap what full collections leave
/// @param resident what the kernel has given to the process then
public record Memory(long liveHeap, long resident) {
  /// Free memory goes back to the kernel at once, and a method waits until it is compiled: a frame
  /// of the interpreter or of the first compiler is several times larger, and how many of them are
  /// parked would be chance.
  public static final List<String> SETTLED =
      List.of(
          "-Xbatch",
          "-Xms8m",
          "-Xmx3g",
          "-XX:MinHeapFreeRatio=2",
          "-XX:MaxHeapFreeRatio=5",
          "-XX:-ShrinkHeapInSteps");

  private static final int LEAST_COLLECTIONS = 3; // one clears references, the next frees
  private static final int MOST_COLLECTIONS = 20;

  public static Memory settled() {
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

  /// Reports what each of `count` has added since.
  public void reportGrowth(int count) {
    Memory now = settled();
    Fork.report("heap", (now.liveHeap - liveHeap) / (double) count);
    Fork.report("resident", (now.resident - resident) / (double) count);
  }

  static long resident(List<String> status) {
    return status.stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .map(line -> Long.parseLong(line.split("\\s+", -1)[1]) * 1024)
        .findFirst()
        .orElseThrow();
  }
}

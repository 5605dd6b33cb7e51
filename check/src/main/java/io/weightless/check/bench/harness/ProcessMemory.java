package io.weightless.check.bench.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a process has written into memory of its own: heaps, stacks and tables of whatever kind.
///
/// Not its proportional share (PSS), since that of a library falls when one more process maps it.
/// Nor what the kernel keeps for it: the buffers of sockets and the queues of `io_uring`.
public final class ProcessMemory {
  private static final String WRITTEN = "Private_Dirty:";
  private static final int KIB = 1024;

  private ProcessMemory() {}

  /// Bytes of a process and of all its living descendants.
  public static long ofTree(ProcessHandle root) throws IOException {
    long sum = of(root.pid());
    for (ProcessHandle child : root.descendants().toList()) {
      sum += of(child.pid());
    }
    return sum;
  }

  private static long of(long pid) throws IOException {
    return parse(Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps_rollup")));
  }

  /// Reads `/proc/PID/smaps_rollup`.
  static long parse(List<String> rollup) throws IOException {
    for (String line : rollup) {
      if (line.startsWith(WRITTEN)) {
        String[] words = line.substring(WRITTEN.length()).strip().split(" ", -1);
        return Long.parseLong(words[0]) * KIB;
      }
    }
    throw new IOException("no " + WRITTEN + " in smaps_rollup");
  }
}

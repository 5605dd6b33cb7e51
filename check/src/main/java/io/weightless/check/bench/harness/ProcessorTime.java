package io.weightless.check.bench.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Processor time that a process used since it started: all its threads, also the ended ones.
///
/// The kernel counts the total exactly; how it divides into user and kernel mode is sampled at each
/// tick, so the user part needs a window of seconds.
///
/// @param userMicros in user mode
/// @param kernelMicros in kernel mode
public record ProcessorTime(long userMicros, long kernelMicros) {

  // USER_HZ, the unit of /proc, is 100 on every architecture that a JDK 25 exists for
  private static final long MICROS_PER_TICK = 10_000;
  private static final int USER_FIELD = 14; // of proc_pid_stat(5)

  private static final ProcessorTime NONE = new ProcessorTime(0, 0);

  /// Of a process and of all its living descendants.
  public static ProcessorTime ofTree(ProcessHandle root) throws IOException {
    ProcessorTime sum = of(root.pid());
    for (ProcessHandle child : root.descendants().toList()) {
      sum = sum.plus(of(child.pid()));
    }
    return sum;
  }

  private static ProcessorTime of(long pid) throws IOException {
    try {
      return parse(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
    } catch (NoSuchFileException _) {
      return NONE;
    }
  }

  /// Reads `/proc/PID/stat`, whose second field is a name that may hold blanks and brackets.
  static ProcessorTime parse(String stat) {
    String[] fromThird = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return new ProcessorTime(
        Long.parseLong(fromThird[USER_FIELD - 3]) * MICROS_PER_TICK,
        Long.parseLong(fromThird[USER_FIELD - 2]) * MICROS_PER_TICK);
  }

  public long totalMicros() {
    return userMicros + kernelMicros;
  }

  public ProcessorTime minus(ProcessorTime earlier) {
    return new ProcessorTime(userMicros - earlier.userMicros, kernelMicros - earlier.kernelMicros);
  }

  private ProcessorTime plus(ProcessorTime other) {
    return new ProcessorTime(userMicros + other.userMicros, kernelMicros + other.kernelMicros);
  }
}

package io.weightless.check.bench.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/// Where and when the numbers were taken.
public final class Machine {
  private Machine() {}

  /// One line: date, processor, kernel, JDK, descriptors.
  public static String describe() throws IOException {
    return String.join(
        ", ",
        LocalDate.now(ZoneOffset.UTC).toString(),
        Runtime.getRuntime().availableProcessors() + " x " + processor(),
        "Linux " + System.getProperty("os.version"),
        "JDK " + System.getProperty("java.vm.version"),
        "ulimit -n " + descriptors());
  }

  /// How many descriptors this process, and so each child, may have open.
  public static long descriptors() throws IOException {
    return descriptors(Files.readAllLines(Path.of("/proc/self/limits")));
  }

  static long descriptors(List<String> limits) {
    String words = field(limits.stream(), "Max open files");
    String soft = words.split(" ", -1)[0];
    return soft.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(soft);
  }

  private static String processor() throws IOException {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      String model = field(lines, "model name");
      return model.substring(model.indexOf(':') + 1).strip();
    }
  }

  private static String field(Stream<String> lines, String name) {
    return lines
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()).strip())
        .findFirst()
        .orElse("unknown");
  }
}

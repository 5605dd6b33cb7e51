package io.weightless.check.planted;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A search in a Java machine of its own, on the engine that is being tested, with the classes of a
/// patch before all others.
///
/// @param worlds in which the mistake must not be seen at once; the first has to find it
/// @param limit after which it is ended, whatever it does
record Hunt(List<String> worlds, PatchedClasses classes, Duration limit) {
  /// @throws AssertionError when it fails otherwise than by a failed simulation, or takes too long
  Finding run() throws IOException, InterruptedException {
    Path printed = Files.createTempFile("search", ".txt");
    try {
      Process search =
          new ProcessBuilder(command())
              .redirectErrorStream(true)
              .redirectOutput(printed.toFile())
              .start();
      try {
        if (!search.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new AssertionError("the search did not end within " + limit);
        }
      } finally {
        search.destroyForcibly().waitFor();
      }
      return Finding.parse(Files.readString(printed, UTF_8));
    } finally {
      Files.delete(printed);
    }
  }

  /// The seeds are few: there is no time to compile much.
  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-ea", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-javaagent"))
        .forEach(command::add);
    command.addAll(List.of("-cp", classes.classPath(), Search.class.getName()));
    command.addAll(worlds);
    return command;
  }
}

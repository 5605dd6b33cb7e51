package io.weightless.check.bench.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Runs a main class of ours in a Java machine of its own, so that no subject compiles or collects
/// for another.
public final class Fork {

  /// What `./weightless` gives to ours, and the access to memory that Netty is fast with.
  private static final List<String> FLAGS =
      List.of(
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
          "--enable-native-access=ALL-UNNAMED",
          "-Djdk.pollerMode=1",
          "-Djdk.trackAllThreads=false",
          "-XX:+UseCompactObjectHeaders",
          "-XX:+UseSerialGC",
          "--sun-misc-unsafe-memory-access=allow");

  private static final String RESULT = "result ";

  private Fork() {}

  /// The command for `main` with this process's Java and class path.
  public static List<String> command(List<String> flags, Class<?> main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    return command;
  }

  /// Prints a number for [#results], in the forked machine.
  public static void report(String name, double value) {
    System.out.println(RESULT + name + " " + value);
  }

  /// Runs a command to its end and gives back the numbers that it printed.
  ///
  /// @throws IOException if it failed; the message ends with the first line it printed
  public static Map<String, Double> results(Children children, List<String> command)
      throws IOException, InterruptedException {
    Process process = children.start(command);
    List<String> lines;
    try (var output = process.inputReader()) {
      lines = output.lines().toList();
    }
    int status = process.waitFor();
    Map<String, Double> results = parse(lines);
    if (status != 0 || results.isEmpty()) {
      throw new IOException("ended with status " + status + ": " + firstProblem(lines));
    }
    return results;
  }

  static Map<String, Double> parse(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(RESULT))
        .map(line -> line.split(" ", -1))
        .collect(
            Collectors.toMap(
                word -> word[1], word -> Double.valueOf(word[2]), (_, last) -> last, HashMap::new));
  }

  private static String firstProblem(List<String> lines) {
    return lines.stream()
        .filter(line -> !line.startsWith(RESULT) && !line.isBlank())
        .findFirst()
        .orElse("no output");
  }
}

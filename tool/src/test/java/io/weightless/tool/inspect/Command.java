package io.weightless.tool.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `weightless inspect` in a process of its own, on the engine that is being tested; to its end.
///
/// @param out what it said on standard output
record Command(int exit, String out, String err) {
  /// With what standard input says to begin with.
  static Command run(String... arguments) throws Exception {
    return run(words(arguments), "");
  }

  /// On a terminal.
  ///
  /// @param script what happens there: see terminal.py
  static Command onTerminal(String script, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("python3", terminal()));
    command.addAll(words(arguments));
    return run(command, script);
  }

  private static String terminal() throws URISyntaxException {
    return Path.of(Command.class.getResource("terminal.py").toURI()).toString();
  }

  private static List<String> words(String... arguments) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-javaagent"))
        .forEach(words::add);
    words.addAll(List.of("-cp", System.getProperty("java.class.path")));
    words.addAll(List.of("io.weightless.tool.Main", "inspect"));
    words.addAll(List.of(arguments));
    return words;
  }

  private static Command run(List<String> words, String input) throws Exception {
    Path err = Files.createTempFile("err", ".txt");
    try {
      Process process = new ProcessBuilder(words).redirectError(err.toFile()).start();
      try (var typed = process.getOutputStream()) {
        typed.write(input.getBytes(UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      String out = new String(process.getInputStream().readAllBytes(), UTF_8);
      return new Command(process.waitFor(), out, Files.readString(err));
    } finally {
      Files.delete(err);
    }
  }
}

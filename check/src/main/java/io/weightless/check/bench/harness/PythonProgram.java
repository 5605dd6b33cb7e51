package io.weightless.check.bench.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// A program of ours in Python with greenlet, for the contenders that the JVM does not have.
///
/// @param python an interpreter that has greenlet
/// @param file the program, a copy in a temporary directory
/// @param version of both
public record PythonProgram(String python, Path file, String version) {
  private static final String VERSION =
      "import sys, greenlet; print('python', sys.version.split()[0], 'greenlet',"
          + " greenlet.__version__)";

  /// Debian's own comes second: a user may have another one first.
  private static final List<String> INTERPRETERS = List.of("python3", "/usr/bin/python3");

  /// Copies the program `source`, a resource beside `owner`, into a temporary directory, which is
  /// deleted in the end.
  ///
  /// @throws IOException if no interpreter has greenlet; the message says what to install
  public static PythonProgram copy(Class<?> owner, String source, Children children)
      throws IOException, InterruptedException {
    for (String python : INTERPRETERS) {
      String version = version(python, children);
      if (!version.isEmpty()) {
        Path directory = Files.createTempDirectory("weightless-bench-python");
        Path file = directory.resolve(source);
        children.afterwards(() -> delete(List.of(file, directory)));
        try (InputStream text = owner.getResourceAsStream(source)) {
          Files.copy(Objects.requireNonNull(text, source), file);
        }
        return new PythonProgram(python, file, version);
      }
    }
    throw new IOException("greenlet is not installed: apt-get install python3-greenlet");
  }

  public List<String> command(String contender, List<String> work) {
    return Stream.concat(Stream.of(python, file.toString(), contender), work.stream()).toList();
  }

  /// Empty where it is missing, or has no greenlet.
  private static String version(String python, Children children) throws InterruptedException {
    try {
      Process process = children.start(List.of(python, "-c", VERSION));
      try (var output = process.inputReader()) {
        String first = output.lines().findFirst().orElse("");
        return process.waitFor() == 0 ? first : "";
      }
    } catch (IOException _) {
      return "";
    }
  }

  private static void delete(List<Path> files) {
    try {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

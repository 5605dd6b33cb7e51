package io.weightless.check.bench.task;

import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// What [TaskProgram] is to the contenders on the JVM, in Go: compiled when it is needed.
///
/// @param file which can be run
/// @param version of the compiler
record GoProgram(Path file, String version) {
  private static final String SOURCE = "tasks.go";

  /// Compiles it into a temporary directory, which is deleted in the end.
  ///
  /// @throws IOException if it can't be had here; the message says why
  static GoProgram build(Children children) throws IOException, InterruptedException {
    if (!Programs.isInstalled("go")) {
      throw new IOException("it is not installed");
    }
    Path directory = Files.createTempDirectory("weightless-bench-go");
    Path source = directory.resolve(SOURCE);
    Path program = directory.resolve("tasks");
    children.afterwards(() -> delete(List.of(source, program, directory)));
    try (InputStream text = GoProgram.class.getResourceAsStream(SOURCE)) {
      Files.copy(Objects.requireNonNull(text, SOURCE), source);
    }
    go(children, "build", "-o", program.toString(), source.toString());
    return new GoProgram(program, go(children, "version").split(" ", -1)[2]);
  }

  List<String> command(List<String> work) {
    return Stream.concat(Stream.of(file.toString()), work.stream()).toList();
  }

  /// The first line it prints.
  private static String go(Children children, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = Stream.concat(Stream.of("go"), Stream.of(arguments)).toList();
    Process process = children.start(command);
    try (var output = process.inputReader()) {
      List<String> lines = output.lines().toList();
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + ": " + String.join(" ", lines));
      }
      return lines.isEmpty() ? "" : lines.getFirst();
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

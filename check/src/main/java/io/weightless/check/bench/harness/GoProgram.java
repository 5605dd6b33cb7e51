package io.weightless.check.bench.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// What a main class is to the contenders on the JVM, in Go: compiled when it is needed.
///
/// @param file which can be run
/// @param version of the compiler
public record GoProgram(Path file, String version) {
  private static final String HARNESS = "spin.go";

  /// Compiles a source that lies beside `owner`, and the harness's own, into a temporary directory,
  /// which is deleted in the end.
  ///
  /// @throws IOException if it can't be had here; the message says why
  public static GoProgram build(Class<?> owner, String source, Children children)
      throws IOException, InterruptedException {
    if (!Programs.isInstalled("go")) {
      throw new IOException("it is not installed");
    }
    Path directory = Files.createTempDirectory("weightless-bench-go");
    List<Path> sources = List.of(directory.resolve(source), directory.resolve(HARNESS));
    Path program = directory.resolve("program");
    children.afterwards(() -> delete(sources, List.of(program, directory)));
    copy(owner, sources.getFirst());
    copy(GoProgram.class, sources.getLast());
    List<String> build = new ArrayList<>(List.of("build", "-o", program.toString()));
    sources.forEach(file -> build.add(file.toString()));
    go(children, build);
    return new GoProgram(program, go(children, List.of("version")).split(" ", -1)[2]);
  }

  public List<String> command(List<String> work) {
    return Stream.concat(Stream.of(file.toString()), work.stream()).toList();
  }

  /// The resource of the same name.
  private static void copy(Class<?> owner, Path target) throws IOException {
    String name = target.getFileName().toString();
    try (InputStream text = owner.getResourceAsStream(name)) {
      Files.copy(Objects.requireNonNull(text, name), target);
    }
  }

  /// The first line it prints.
  private static String go(Children children, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = Stream.concat(Stream.of("go"), arguments.stream()).toList();
    Process process = children.start(command);
    try (var output = process.inputReader()) {
      List<String> lines = output.lines().toList();
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + ": " + String.join(" ", lines));
      }
      return lines.isEmpty() ? "" : lines.getFirst();
    }
  }

  private static void delete(List<Path> sources, List<Path> then) {
    try {
      for (Path file : Stream.concat(sources.stream(), then.stream()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

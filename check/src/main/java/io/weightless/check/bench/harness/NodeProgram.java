package io.weightless.check.bench.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A program of ours for Node.js with a package of npm, which is installed when it is needed.
///
/// @param file the program, a copy in a temporary directory
/// @param version of Node.js and the package
public record NodeProgram(Path file, String version) {
  private static final Pattern VERSION = Pattern.compile("\"version\"\\s*:\\s*\"([^\"]+)\"");

  /// Installs a package into a temporary directory, and copies the program `source`, a resource
  /// beside `owner`, to it; the directory is deleted in the end.
  ///
  /// @param version of the package, as npm takes it: `8` is the newest one that begins so
  /// @throws IOException if it can't be had here; the message says why
  public static NodeProgram install(
      Class<?> owner, String source, String name, String version, Children children)
      throws IOException, InterruptedException {
    for (String program : List.of("node", "npm")) {
      if (!Programs.isInstalled(program)) {
        throw new IOException(program + " is not installed");
      }
    }
    Path directory = Files.createTempDirectory("weightless-bench-node");
    children.afterwards(() -> delete(directory));
    run(children, npm(directory, name + "@" + version));
    Path file = directory.resolve(source);
    try (InputStream text = owner.getResourceAsStream(source)) {
      Files.copy(Objects.requireNonNull(text, source), file);
    }
    String node = run(children, List.of("node", "--version"));
    return new NodeProgram(
        file, "Node.js " + node + ", " + name + " " + installed(directory, name));
  }

  public List<String> command() {
    return List.of("node", file.toString());
  }

  private static List<String> npm(Path directory, String wanted) {
    return List.of(
        "npm",
        "install",
        "--prefix=" + directory,
        "--fetch-retries=0",
        "--no-audit",
        "--no-fund",
        "--ignore-scripts",
        wanted);
  }

  private static String installed(Path directory, String name) throws IOException {
    Path file = directory.resolve("node_modules", name, "package.json");
    return VERSION
        .matcher(Files.readString(file))
        .results()
        .map((MatchResult found) -> found.group(1))
        .findFirst()
        .orElseThrow(() -> new IOException("no version in " + file));
  }

  /// The first line it prints.
  private static String run(Children children, List<String> command)
      throws IOException, InterruptedException {
    Process process = children.start(command);
    try (var output = process.inputReader()) {
      List<String> lines = output.lines().toList();
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + ": " + String.join(" ", lines));
      }
      return lines.isEmpty() ? "" : lines.getFirst();
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

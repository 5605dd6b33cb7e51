package io.weightless.check.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The source tree that is being built: where its modules, sources, classes and reports are.
record House(Path root) {
  /// The tree around the current folder, known by its wrapper script.
  static House here() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      Path parent = folder.getParent();
      if (parent == null) {
        throw new IllegalStateException("no mvnw in or above " + Path.of("").toAbsolutePath());
      }
      folder = parent;
    }
    return new House(folder);
  }

  /// The folders of the modules.
  List<Path> modules() {
    try (Stream<Path> folders = Files.list(root)) {
      return folders.filter(folder -> Files.exists(folder.resolve("pom.xml"))).sorted().toList();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /// Every Java source of every module, and the examples.
  List<Path> sources() {
    Stream<Path> folders =
        Stream.concat(
            modules().stream().map(module -> module.resolve("src")),
            Stream.of(root.resolve("examples")));
    return folders.flatMap(folder -> files(folder, ".java").stream()).toList();
  }

  /// The class files below `folder`, such as `target/classes`, of every module.
  List<Path> classes(String folder) {
    return modules().stream()
        .flatMap(module -> files(module.resolve(folder), ".class").stream())
        .toList();
  }

  /// The files below `folder` whose names end in `suffix`; none if there is no such folder.
  static List<Path> files(Path folder, String suffix) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}

package io.weightless.check.bench.udp;

import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// The loop in C, which receives and sends one datagram after the other.
final class EchoInC {
  private static final String SOURCE = "echo.c";

  private EchoInC() {}

  /// Compiles it into a temporary directory, which is deleted in the end.
  ///
  /// @throws IOException if it can't be had here; the message says why
  static List<String> build(Children children) throws IOException, InterruptedException {
    if (!Programs.isInstalled("gcc")) {
      throw new IOException("gcc is not installed");
    }
    Path directory = Files.createTempDirectory("weightless-bench-udp");
    Path source = directory.resolve(SOURCE);
    Path program = directory.resolve("echo");
    children.afterwards(() -> delete(source, program, directory));
    try (InputStream text = EchoInC.class.getResourceAsStream(SOURCE)) {
      Files.copy(Objects.requireNonNull(text), source);
    }
    Process compiler =
        children.start(
            List.of("gcc", "-O2", "-pthread", "-o", program.toString(), source.toString()));
    try (var output = compiler.inputReader()) {
      List<String> lines = output.lines().toList();
      if (compiler.waitFor() != 0) {
        throw new IOException("gcc: " + String.join(" ", lines));
      }
    }
    return List.of(program.toString());
  }

  private static void delete(Path... files) {
    try {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

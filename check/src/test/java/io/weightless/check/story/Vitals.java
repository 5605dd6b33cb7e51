package io.weightless.check.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// What a running JVM occupies, as the system sees it.
record Vitals(long pid) {
  private static final String COLLECT =
      "check/src/test/resources/io/weightless/check/story/collect.jcmd";

  /// Of memory, in KiB.
  long residentKib() {
    try (Stream<String> lines = Files.lines(process().resolve("status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Files, sockets and the like.
  long descriptors() {
    try (Stream<Path> all = Files.list(process().resolve("fd"))) {
      return all.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Garbage is not what is looked for, and when the JVM collects it is the JVM's affair. It gives
  /// memory back in four steps, one with each collection.
  void collectGarbage() {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try (Program collection = Program.start(jcmd, Long.toString(pid), "-f", COLLECT)) {
      assertThat(collection.exit()).as(collection.toString()).isZero();
    }
  }

  private Path process() {
    return Path.of("/proc/" + pid);
  }
}

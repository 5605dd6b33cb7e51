package io.weightless.check.bench.http;

import io.weightless.check.bench.harness.Children;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// What all servers serve: a temporary directory with one file, and a text that is no file.
final class Site {
  static final String PLAINTEXT_PATH = "/plaintext";
  static final String PLAINTEXT = "Hello, World!";
  static final String FILE_PATH = "/1k.txt";
  static final String FILE_TEXT = "0123456789abcde\n".repeat(64);

  private final Path top;

  private Site(Path top) {
    this.top = top;
  }

  /// Makes it; it is deleted when the processes that serve it have ended.
  static Site create(Children children) throws IOException {
    var site = new Site(Files.createTempDirectory("weightless-bench"));
    children.afterwards(site::delete);
    Files.createDirectory(site.files());
    Files.createDirectory(site.work());
    Files.writeString(site.files().resolve(FILE_PATH.substring(1)), FILE_TEXT);
    return site;
  }

  /// What is served.
  Path files() {
    return top.resolve("files");
  }

  /// For what the servers and wrk need themselves.
  Path work() {
    return top.resolve("work");
  }

  static String body(String path) {
    return path.equals(PLAINTEXT_PATH) ? PLAINTEXT : FILE_TEXT;
  }

  private void delete() {
    try (var paths = Files.walk(top)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

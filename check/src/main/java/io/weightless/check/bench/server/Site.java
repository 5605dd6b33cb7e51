package io.weightless.check.bench.server;

import io.weightless.check.bench.harness.Children;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;

/// What all servers serve: a temporary directory with files, and a text that is no file.
public final class Site {
  public static final String PLAINTEXT_PATH = "/plaintext";
  public static final String PLAINTEXT = "Hello, World!";

  /// Asks for it, on a connection that stays open.
  public static final String PLAINTEXT_REQUEST =
      "GET " + PLAINTEXT_PATH + " HTTP/1.1\r\nHost: localhost\r\n\r\n";

  /// A file of 1 KiB.
  public static final String SMALL_PATH = "/1k.txt";

  /// A file of 1 MiB.
  public static final String LARGE_PATH = "/1m.txt";

  private static final String LINE = "0123456789abcde\n";
  private static final Map<String, String> FILES =
      Map.of(SMALL_PATH, LINE.repeat(1 << 6), LARGE_PATH, LINE.repeat(1 << 16));

  private final Path top;

  private Site(Path top) {
    this.top = top;
  }

  /// Makes it; it is deleted when the processes that serve it have ended.
  public static Site create(Children children) throws IOException {
    var site = new Site(Files.createTempDirectory("weightless-bench"));
    children.afterwards(site::delete);
    Files.createDirectory(site.files());
    Files.createDirectory(site.work());
    for (var file : FILES.entrySet()) {
      Files.writeString(site.files().resolve(file.getKey().substring(1)), file.getValue());
    }
    return site;
  }

  /// What is served.
  public Path files() {
    return top.resolve("files");
  }

  /// For what the servers and wrk need themselves.
  public Path work() {
    return top.resolve("work");
  }

  static String body(String path) {
    return FILES.getOrDefault(path, PLAINTEXT);
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

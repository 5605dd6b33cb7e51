package io.weightless.check.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.testing.Certificates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The directory that the tables ask for, and what lies beside it and must not be seen.
final class Site implements AutoCloseable {
  /// In every file that no row may get.
  static final String SECRET = "PWNED-7f3a";

  private static final FileTime MODIFIED = FileTime.from(Instant.parse("1994-11-06T08:49:37Z"));

  private final Path home;
  final Path root;

  Site() {
    try {
      home = Files.createTempDirectory("site");
      root = Files.createDirectory(home.resolve("site"));
      fill();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void fill() throws IOException {
    write("smuggled", SECRET);
    write("../secret.txt", SECRET);
    write("../x.txt", SECRET);
    write("../site-private/x.txt", SECRET);
    write("page.html", "<h1>Page</h1>\n");
    write("data.txt", "0123456789".repeat(10));
    write("empty.txt", "");
    write("big.bin", "x".repeat(1 << 20));
    write("folder/inner.txt", "inner");
    Files.createDirectories(root.resolve("folder/sub dir"));
    names();
    for (String name : List.of("style.css", "app.js", "gzout.txt")) {
      write(name, "plain");
    }
    write("style.css.gz", "the gzip of it");
    write("style.css.br", "the brotli of it");
    write("app.js.gz", "the gzip of it");
    links();
  }

  private void names() throws IOException {
    write("with space.txt", "space");
    write("\u00e4.txt", "umlaut");
    write("<i>odd & \"name'.txt", "odd");
    write("a%41b.txt", "percent");
    write("aAb.txt", "decoded");
    write("a+b.txt", "plus");
    write("a;b.txt", "semi");
    write("q?x.txt", "q");
    write("h#x.txt", "h");
    write("javascript:alert(1)", "js");
    write("..dots", "dots");
    write("noext", "noext");
  }

  private void links() throws IOException {
    link("out.txt", home.resolve("secret.txt").toString());
    link("gzout.txt.gz", home.resolve("secret.txt").toString());
    link("rel.txt", "../secret.txt");
    link("etc", "/etc");
    link("private", home.resolve("site-private").toString());
    link("up", "..");
    link("folder/up", home.toString());
    link("in.txt", "data.txt");
    link("indir", "folder");
    link("dangling", "nothing");
    link("loop", "loop");
    link("zero", "/dev/zero");
    Process fifo =
        new ProcessBuilder("mkfifo", root.resolve("fifo").toString()).inheritIO().start();
    try {
      if (fifo.waitFor() != 0) {
        throw new IOException("mkfifo failed");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// Puts one of this machine beside what is served.
  ///
  /// @return how `serve` is told of it
  List<String> certificate() throws IOException {
    String chain = Certificates.file("server.pem", home).toString();
    String key = Certificates.file("server.key", home).toString();
    return List.of("--tls-cert", chain, "--tls-key", key);
  }

  private void write(String name, String content) throws IOException {
    Path file = root.resolve(name).normalize();
    Files.createDirectories(file.getParent());
    Files.write(file, content.getBytes(UTF_8));
    Files.setLastModifiedTime(file, MODIFIED);
  }

  private void link(String name, String target) throws IOException {
    Files.createSymbolicLink(root.resolve(name), Path.of(target));
  }

  @Override
  public void close() {
    try (Stream<Path> all = Files.walk(home)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

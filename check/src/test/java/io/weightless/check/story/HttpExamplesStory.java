package io.weightless.check.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The examples of an HTTP client and of uploads, against one another and curl.
final class HttpExamplesStory {
  @TempDir Path folder;

  private static String curl(String... words) {
    String[] command =
        Stream.concat(Stream.of("curl", "-s", "-S"), Stream.of(words)).toArray(String[]::new);
    try (Program curl = Program.start(command)) {
      assertThat(curl.exit()).as(curl.toString()).isZero();
      return curl.out();
    }
  }

  private static String url(Program server, String line) {
    String ready = server.awaitLine(line + " on http://127\\.0\\.0\\.1:\\d+.*");
    return ready.replaceAll(".*(http://127\\.0\\.0\\.1:\\d+).*", "$1");
  }

  @Test
  void theProxyPassesRequestsAndBodiesOnInBothDirections() throws IOException {
    byte[] large = new byte[3_000_000];
    Files.write(folder.resolve("large.bin"), large);
    try (Served origin = Served.directory(folder, "--demo");
        Program proxy =
            Program.weightless(
                "run", "examples/ReverseProxy.java", "127.0.0.1:0", origin.url(""))) {
      String there =
          proxy.awaitLine("proxy on http://127\\.0\\.0\\.1:\\d+ to .*").split(" ", -1)[2];
      Path copy = folder.resolve("copy.bin");

      assertThat(curl(there + "/plaintext")).isEqualTo("Hello, World!");
      curl("-o", copy.toString(), there + "/large.bin");
      assertThat(copy).hasBinaryContent(large);
      curl(
          "-o",
          copy.toString(),
          "--data-binary",
          "@" + folder.resolve("large.bin"),
          "-H",
          "Content-Type: application/octet-stream",
          there + "/echo");
      assertThat(copy).hasBinaryContent(large);
      assertThat(curl("-I", there + "/large.bin")).contains("Content-Length: 3000000");
      assertThat(curl("-w", "%{http_code}", "-o", "/dev/null", there + "/missing"))
          .isEqualTo("404");
      origin.program.terminate();
      assertThat(origin.program.exit()).isZero();
      assertThat(curl("-w", "%{http_code}", "-o", "/dev/null", there + "/plaintext"))
          .isEqualTo("502");
      proxy.terminate();
    }
  }

  @Test
  void theCrawlerVisitsEachPageOnce() throws IOException {
    Files.createDirectory(folder.resolve("sub"));
    Files.writeString(
        folder.resolve("index.html"),
        "<a href='sub/b.html'>b</a> <a href='gone.html#x'>gone</a> <a href='//a.test/'>far</a>");
    Files.writeString(
        folder.resolve("sub/b.html"),
        IntStream.range(0, 30).mapToObj(i -> "<a href=\"" + i + ".txt\">").toList().toString());
    for (int i = 0; i < 30; i++) {
      Files.writeString(folder.resolve("sub/" + i + ".txt"), "page " + i);
    }
    try (Served site = Served.directory(folder);
        Program crawler = Program.weightless("run", "examples/Crawler.java", site.url("/"))) {
      assertThat(crawler.exit()).as(crawler.toString()).isZero();
      assertThat(crawler.out().lines().toList())
          .hasSize(34)
          .contains("200 OK " + site.url("/"), "404 Not Found " + site.url("/gone.html"))
          .contains("200 OK " + site.url("/sub/b.html"), "200 OK " + site.url("/sub/29.txt"))
          .endsWith("33 pages");
    }
  }

  @Test
  void whatIsUploadedIsKeptUnderItsOwnNameAndInNoOtherPlace() throws IOException {
    Path kept = folder.resolve("kept");
    Path large = Files.write(folder.resolve("large.bin"), new byte[20_000_000]);
    Path small = Files.writeString(folder.resolve("small.txt"), "small\n");
    String status = "%{http_code}";
    try (Program uploads =
        Program.weightless("run", "examples/Uploads.java", "127.0.0.1:0", kept.toString())) {
      String site = url(uploads, "uploads to .*");

      assertThat(curl(site + "/")).contains("enctype=\"multipart/form-data\"");
      assertThat(curl("-w", status, "-F", "file=@" + large, "-F", "file=@" + small, site + "/"))
          .isEqualTo("303");
      assertThat(kept.resolve("large.bin")).hasSameBinaryContentAs(large);
      assertThat(curl(site + "/files/small.txt")).isEqualTo("small\n");
      assertThat(curl("-w", status, "-o", "/dev/null", "-F", "file=@" + small, site + "/"))
          .isEqualTo("409");
      assertThat(
              curl(
                  "-w",
                  status,
                  "-o",
                  "/dev/null",
                  "-F",
                  "file=@" + small + ";filename=../../out.txt",
                  site + "/"))
          .isEqualTo("303");
      assertThat(
              curl(
                  "-w",
                  status,
                  "-o",
                  "/dev/null",
                  "-F",
                  "file=@" + small + ";filename=..",
                  site + "/"))
          .isEqualTo("400");
      uploads.terminate();
    }
    try (Stream<Path> all = Files.list(kept)) {
      assertThat(all.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("large.bin", "small.txt", "out.txt");
    }
  }
}

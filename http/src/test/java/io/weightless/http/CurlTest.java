package io.weightless.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.kit.LiveServer;
import io.weightless.testkit.Needs;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files through real sockets, as curl asks for them.
@Needs("curl")
final class CurlTest {
  private static final Instant MODIFIED = Instant.parse("2020-02-03T04:05:06.789Z");

  @TempDir private Path root = Path.of("");

  @BeforeEach
  void makeFiles() throws Exception {
    Files.writeString(root.resolve("a.txt"), "0123456789");
    Files.setLastModifiedTime(root.resolve("a.txt"), FileTime.from(MODIFIED));
    Files.writeString(root.resolve("page.html"), "<p>hello</p>".repeat(100));
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write("<p>hello</p>".repeat(100).getBytes(ISO_8859_1));
    }
    Files.write(root.resolve("page.html.gz"), zipped.toByteArray());
  }

  @Test
  void aPartIsSent() throws Exception {
    try (LiveServer server = LiveServer.start(() -> StaticFiles.below(root))) {
      assertThat(curl(server, "/a.txt", "-r", "2-5")).isEqualTo("2345");
      assertThat(curl(server, "/a.txt", "-r", "-3")).isEqualTo("789");
      assertThat(curl(server, "/a.txt", "-r", "7-", "-i"))
          .startsWith("HTTP/1.1 206 Partial Content\r\n")
          .contains("\r\nContent-Range: bytes 7-9/10\r\n", "\r\nContent-Length: 3\r\n");
      assertThat(curl(server, "/a.txt", "-r", "10-", "-i"))
          .startsWith("HTTP/1.1 416 Range Not Satisfiable\r\n")
          .contains("\r\nContent-Range: bytes */10\r\n");
      assertThat(curl(server, "/a.txt", "-r", "2-5", "-I"))
          .startsWith("HTTP/1.1 200 OK\r\n")
          .contains("\r\nContent-Length: 10\r\n");
    }
  }

  @Test
  void severalPartsAreSentAndTheConnectionStays() throws Exception {
    Files.writeString(root.resolve("large.bin"), "x".repeat(3_000_000) + "y");
    try (LiveServer server = LiveServer.start(() -> StaticFiles.below(root))) {
      String all = curl(server, "/a.txt", "-r", "0-1,4-4", server.uri("/a.txt").toString());
      assertThat(all)
          .contains("\r\nContent-Range: bytes 0-1/10\r\n\r\n01\r\n--")
          .contains("\r\nContent-Range: bytes 4-4/10\r\n\r\n4\r\n--");
      String large = curl(server, "/large.bin", "-r", "1000000-2999999,3000000-,0-0");
      assertThat(large.chars().filter(c -> c == 'x').count()).isGreaterThan(2_000_000);
      assertThat(large).contains("\r\nContent-Range: bytes 3000000-3000000/3000001\r\n\r\ny\r\n--");
    }
  }

  @Test
  void aTransferIsResumed() throws Exception {
    Path target = root.resolve("target");
    Files.writeString(target, "01234");
    try (LiveServer server = LiveServer.start(() -> StaticFiles.below(root))) {
      curl(server, "/a.txt", "-C", "-", "-o", target.toString());

      assertThat(target).hasContent("0123456789");
    }
  }

  @Test
  void whatIsNotNewerIsNotSent() throws Exception {
    Path copy = root.resolve("copy");
    try (LiveServer server = LiveServer.start(() -> StaticFiles.below(root))) {
      String[] ask = {"-R", "-z", copy.toString(), "-o", copy.toString(), "-w", "%{http_code}"};
      assertThat(curl(server, "/a.txt", ask)).isEqualTo("200");
      assertThat(copy).hasContent("0123456789");
      assertThat(curl(server, "/a.txt", ask)).isEqualTo("304");
      Files.setLastModifiedTime(root.resolve("a.txt"), FileTime.from(MODIFIED.plusSeconds(1)));
      assertThat(curl(server, "/a.txt", ask)).isEqualTo("200");
    }
  }

  @Test
  void aTagIsComparedAgain() throws Exception {
    String tag = root.resolve("tag").toString();
    try (LiveServer server = LiveServer.start(() -> StaticFiles.below(root))) {
      assertThat(curl(server, "/a.txt", "--etag-save", tag)).isEqualTo("0123456789");
      assertThat(curl(server, "/a.txt", "--etag-compare", tag, "-w", "%{http_code}"))
          .isEqualTo("304");
    }
  }

  @Test
  void aCodedFileIsDecoded() throws Exception {
    try (LiveServer server = LiveServer.start(() -> StaticFiles.below(root))) {
      String page = "<p>hello</p>".repeat(100);
      assertThat(curl(server, "/page.html", "--compressed")).isEqualTo(page);
      assertThat(curl(server, "/page.html")).isEqualTo(page);
      assertThat(curl(server, "/page.html", "--compressed", "-I"))
          .contains("\r\nContent-Encoding: gzip\r\n", "\r\nVary: Accept-Encoding\r\n")
          .contains("\r\nContent-Length: " + Files.size(root.resolve("page.html.gz")) + "\r\n");
    }
  }

  @Test
  void aPipeHoldsNobodyUp() throws Exception {
    Process made = new ProcessBuilder("mkfifo", root.resolve("fifo").toString()).start();
    assertThat(made.waitFor()).isZero();
    try (LiveServer server = LiveServer.start(() -> StaticFiles.below(root))) {
      assertThat(curl(server, "/fifo", "-o", "/dev/null", "-w", "%{http_code}")).isEqualTo("403");
      assertThat(curl(server, "/a.txt")).isEqualTo("0123456789");
    }
  }

  private static String curl(LiveServer server, String path, String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of("curl", "-s", "-S", "--path-as-is"));
    command.addAll(List.of(options));
    command.add(server.uri(path).toString());
    Process curl =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String out = new String(curl.getInputStream().readAllBytes(), ISO_8859_1);
    assertThat(curl.waitFor()).as(String.join(" ", command)).isZero();
    return out;
  }
}

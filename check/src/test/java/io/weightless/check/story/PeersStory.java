package io.weightless.check.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.testkit.FastEngine;
import io.weightless.testkit.Needs;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The clients that are out there, and what they make of what they get. The launcher is the real
/// one.
@FastEngine
class PeersStory {
  private static final String RESOURCES = "check/src/test/resources/io/weightless/check/story/";
  private static final byte[] LARGE = new byte[6_000_000];

  @TempDir static Path site;

  private static Served server;

  @BeforeAll
  static void serve() throws IOException {
    new Random(1).nextBytes(LARGE);
    Files.write(site.resolve("large.bin"), LARGE);
    Files.writeString(site.resolve("page.txt"), "a page\n");
    Files.createDirectory(site.resolve("folder"));
    Files.writeString(site.resolve("folder/inner.txt"), "inner\n");
    makePage();
    server = Served.byLauncher(site, "--demo");
  }

  /// A page that shows what a browser made of its parts; done when it is loaded.
  private static void makePage() throws IOException {
    Files.writeString(site.resolve("style.css"), "p { color: rgb(1, 2, 3) }");
    Files.writeString(
        site.resolve("image.svg"),
        "<svg xmlns='http://www.w3.org/2000/svg' width='17' height='19'></svg>");
    Files.writeString(
        site.resolve("page.html"),
        """
        <!doctype html><link rel="stylesheet" href="style.css">
        <p>nothing</p><img src="image.svg"><iframe src="folder/"></iframe>
        <script src="script.js"></script>
        """);
    Files.writeString(
        site.resolve("script.js"),
        """
        function ask(method, path, body) {
          const request = new XMLHttpRequest();
          request.open(method, path, false);
          request.send(body);
          return request.responseText;
        }
        addEventListener('load', () => {
          const [paragraph, image, frame] =
            ['p', 'img', 'iframe'].map((name) => document.querySelector(name));
          const listed = frame.contentDocument.querySelector('a[href*=inner]').textContent;
          const answers = [ask('POST', 'echo', 'sent'), ask('GET', 'page.txt')];
          paragraph.textContent =
            [getComputedStyle(paragraph).color, image.naturalWidth, listed, ...answers].join('; ');
        });
        """);
  }

  @AfterAll
  static void end() {
    try (Served ending = server) {
      ending.program.terminate();
      assertThat(ending.program.exit()).isZero();
      assertThat(ending.program.err()).doesNotContain("Exception", "SEVERE");
    }
  }

  @Test
  @Needs("curl")
  void curlUsesOneConnectionForSeveralUrls() {
    String page = server.url("/page.txt");

    assertThat(output("curl", "-sS", "-w", "%{num_connects} ", page, page, server.url("/none")))
        .matches("(?s)a page\n1 a page\n0 .*There is nothing here.*0 ");
    assertThat(output("curl", "-sS", "-0", "-w", "%{num_connects} ", page, page))
        .isEqualTo("a page\n1 a page\n1 ");
  }

  @Test
  @Needs("curl")
  void curlWaitsForThe100BeforeALargeBody() throws IOException {
    Path back = site.resolve("back");
    String file = "@" + site.resolve("large.bin");
    String[] command = {"curl", "-sSv", "-H", "Expect: 100-continue", "--data-binary", file};
    try (Program curl = Program.start(with(command, "-o", back + "", server.url("/echo")))) {
      assertThat(curl.exit()).as(curl.err()).isZero();
      assertThat(curl.err()).contains("< HTTP/1.1 100 Continue", "< HTTP/1.1 200 OK");
    }
    assertThat(Files.readAllBytes(back)).isEqualTo(LARGE);
  }

  @Test
  @Needs("curl")
  void curlSendsNothingOfABodyThatIsRefused() throws IOException {
    Path tooLarge = site.resolve("too-large");
    try (var file = new java.io.RandomAccessFile(tooLarge.toFile(), "rw")) {
      file.setLength((16L << 20) + 1);
    }
    String[] command = {"curl", "-sS", "-H", "Expect: 100-continue", "--data-binary"};
    String written = "%{http_code} %{size_upload}";

    assertThat(output(with(command, "@" + tooLarge, "-w", written, server.url("/echo"))))
        .endsWith("413 0");
  }

  @Test
  @Needs("curl")
  void curlUploadsInChunksWhatItReadsFromAPipe() throws IOException {
    Path back = site.resolve("piped");
    for (String version : new String[] {"--http1.1", "--http1.1 -H Expect:"}) {
      String curl = "curl -sS -X POST " + version + " -T - -o " + back + " " + server.url("/echo");
      output("sh", "-c", "cat " + site.resolve("large.bin") + " | " + curl);

      assertThat(Files.readAllBytes(back)).isEqualTo(LARGE);
    }
  }

  @Test
  @Needs("curl")
  void curlSpeaks10AndHeadAndRanges() {
    assertThat(output("curl", "-sS", "-0", "-d", "old", server.url("/echo"))).isEqualTo("old");
    assertThat(output("curl", "-sS", "-I", server.url("/large.bin")))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("Content-Length: " + LARGE.length + "\r\n");
    String part = output("curl", "-sSi", "-r", "2-3", server.url("/page.txt"));
    if (part.contains("\r\nAccept-Ranges: bytes\r\n")) {
      assertThat(part).startsWith("HTTP/1.1 206 ").endsWith("\r\n\r\npa");
    } else {
      assertThat(part).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\na page\n");
    }
  }

  @Test
  @Needs("chromium")
  void aBrowserLoadsThePartsOfAPageAListingAndAnEcho() {
    String[] command = {"chromium", "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"};

    assertThat(output(with(command, server.url("/page.html"))))
        .contains("<p>rgb(1, 2, 3); 17; inner.txt; sent; a page\n</p>");
  }

  @Test
  @Needs("ab")
  void abIsServedOverOldConnectionsThatStayAndThatDont() {
    assertThat(output("ab", "-q", "-k", "-n", "2000", "-c", "8", server.url("/page.txt")))
        .containsPattern("Complete requests: +2000\n")
        .containsPattern("Keep-Alive requests: +2000\n")
        .containsPattern("HTML transferred: +14000 bytes\n")
        .containsPattern("Failed requests: +0\n")
        .doesNotContain("Non-2xx");
    String body = site.resolve("page.txt").toString();
    String[] post = {"ab", "-q", "-p", body, "-T", "x/y", "-n", "500", "-c", "8"};
    assertThat(output(with(post, server.url("/echo"))))
        .containsPattern("Complete requests: +500\n")
        .containsPattern("HTML transferred: +3500 bytes\n")
        .containsPattern("Failed requests: +0\n")
        .doesNotContain("Non-2xx", "Keep-Alive requests");
  }

  @Test
  @Needs("wrk")
  void wrkGetsPipelinedResponsesInOrder() {
    String script = RESOURCES + "pipeline.lua";

    assertThat(
            output("wrk", "-t1", "-c1", "-d1s", "--timeout", "60s", "-s", script, server.url("/")))
        .containsPattern("answers [1-9]\\d+ wrong 0\n")
        .doesNotContain("Socket errors", "Non-2xx");
  }

  @Test
  @Needs("node")
  void nodesAgentPipelinesUploadsAndFetchesWork() {
    assertThat(output("node", RESOURCES + "peer.mjs", server.url("/")).lines())
        .containsExactly(
            "agent", "at once", "pipelined", "upload", "slow upload", "fetch", "abort");
  }

  @Test
  @Needs("python3")
  void pythonsConnectionsChunksAndHalfClosedSocketsWork() throws NoSuchAlgorithmException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(LARGE);

    assertThat(output("python3", RESOURCES + "peer.py", "" + server.port()).lines())
        .containsExactly(
            "one_connection",
            "chunks",
            "%064x".formatted(new BigInteger(1, digest)),
            "a_file",
            "half_close",
            "old",
            "urls");
  }

  /// What a command prints that has to succeed.
  private static String output(String... command) {
    try (Program program = Program.start(command)) {
      assertThat(program.exit()).as(program.toString()).isZero();
      return program.out();
    }
  }

  private static String[] with(String[] command, String... more) {
    return Stream.concat(Stream.of(command), Stream.of(more)).toArray(String[]::new);
  }
}

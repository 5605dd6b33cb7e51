package io.weightless.check.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.testkit.Needs;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A newcomer serves a directory, and looks at it with curl and a browser.
@Needs("curl")
class ServeStory {
  @TempDir Path site;

  @BeforeEach
  void makeSite() throws IOException {
    Files.writeString(site.resolve("page.html"), "<h1>Page</h1>\n");
    Files.writeString(site.resolve("<i>odd & name.txt"), "odd\n");
    Files.createDirectory(site.resolve("folder"));
  }

  @Test
  void aPageAMissingPageAndAHead() {
    try (Served server = Served.directory(site)) {
      assertThat(server.curl("/page.html", "-i"))
          .startsWith("HTTP/1.1 200 OK\r\n")
          .contains("Content-Type: text/html; charset=utf-8\r\n", "Content-Length: 14\r\n")
          .contains("Date: ")
          .endsWith("\r\n\r\n<h1>Page</h1>\n");
      assertThat(server.curl("/missing", "-i")).startsWith("HTTP/1.1 404 Not Found\r\n");
      assertThat(server.curl("/page.html", "-I"))
          .startsWith("HTTP/1.1 200 OK\r\n")
          .contains("Content-Length: 14\r\n")
          .endsWith("\r\n\r\n");
      assertThat(server.curl("/page.html", "-i", "-X", "DELETE"))
          .startsWith("HTTP/1.1 405 ")
          .contains("Allow: GET, HEAD, OPTIONS\r\n");
    }
  }

  @Test
  void nothingOutsideOfTheDirectoryIsServed() throws IOException {
    Files.createSymbolicLink(site.resolve("out"), Path.of("/etc"));
    try (Served server = Served.directory(site)) {
      for (String path : new String[] {"/../etc/passwd", "/%2e%2e/etc/passwd", "/out/passwd"}) {
        assertThat(server.curl(path, "-i"))
            .doesNotContain("root:")
            .containsPattern("^HTTP/1.1 40[034]");
      }
    }
  }

  @Test
  void theAccessLogHasALineForEachResponse() {
    try (Served server = Served.directory(site)) {
      server.curl("/page.html");
      server.curl("/missing");

      server.program.awaitLine("127\\.0\\.0\\.1 - - \\[.*] \"GET /page.html HTTP/1.1\" 200 14");
      server.program.awaitLine("127\\.0\\.0\\.1 - - \\[.*] \"GET /missing HTTP/1.1\" 404 \\d+");
    }
  }

  @Test
  void aNameBeyondAsciiIsServedWhateverTheLocale() {
    String write = "printf here > '" + site + "/'$(printf '\\303\\251').txt";
    try (Program shell = Program.start("sh", "-c", write)) {
      assertThat(shell.exit()).isZero();
    }
    try (Served server = Served.byLauncher(site)) {
      assertThat(server.curl("/%C3%A9.txt")).isEqualTo("here");
    }
  }

  @Test
  void quietMeansNoAccessLog() {
    try (Served server = Served.directory(site, "--quiet")) {
      server.curl("/page.html");
      server.program.terminate();

      assertThat(server.program.exit()).isZero();
      assertThat(server.program.out()).isEmpty();
    }
  }

  @Test
  void theDemoSaysHelloAndEchoes() {
    try (Served server = Served.directory(site, "--demo")) {
      assertThat(server.curl("/plaintext", "-i"))
          .contains("Content-Type: text/plain")
          .endsWith("\r\n\r\nHello, World!");
      assertThat(server.curl("/echo", "-d", "body", "-H", "Content-Type: x/y", "-i"))
          .contains("Content-Type: x/y\r\n")
          .endsWith("body");
    }
  }

  @Test
  @Needs("chromium")
  void aBrowserShowsTheListingWithEveryNameAsItIs() {
    try (Served server = Served.directory(site);
        Program browser =
            Program.start(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--dump-dom",
                server.url("/"))) {
      assertThat(browser.exit()).isZero();
      assertThat(browser.out()).contains("page.html", "folder/", "&lt;i&gt;odd &amp; name.txt");
    }
  }

  @Test
  void garbageAndClientsThatVanishGetNoStackTraceAndTheServerGoesOn() throws IOException {
    try (Served server = Served.directory(site)) {
      assertThat(answer(server, "\0\1\2 garbage\r\n\r\n")).startsWith("HTTP/1.1 400 ");
      assertThat(answer(server, "GET / HTTP/9.9\r\nHost: a\r\n\r\n")).startsWith("HTTP/1.1 505 ");
      try (Socket vanishing = new Socket("127.0.0.1", server.port())) {
        vanishing.getOutputStream().write("GET /page.html HT".getBytes(StandardCharsets.US_ASCII));
        vanishing.setSoLinger(true, 0);
      }

      assertThat(server.curl("/page.html")).isEqualTo("<h1>Page</h1>\n");
      assertThat(server.program.err()).doesNotContain("Exception", "SEVERE");
    }
  }

  private static String answer(Served server, String request) throws IOException {
    try (Socket client = new Socket("127.0.0.1", server.port());
        InputStream in = client.getInputStream()) {
      client.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}

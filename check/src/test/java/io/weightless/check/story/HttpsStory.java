package io.weightless.check.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.Address;
import io.weightless.net.Network;
import io.weightless.net.tls.Tls;
import io.weightless.net.tls.TlsClient;
import io.weightless.net.tls.TlsStream;
import io.weightless.reactor.Reactor;
import io.weightless.testing.Certificates;
import io.weightless.testkit.Needs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `serve` with certificates, as curl and a browser see it.
@Needs({"curl", "openssl"})
class HttpsStory {
  private static final byte[] LARGE = new byte[6_000_000];

  @TempDir Path site;
  @TempDir Path keys;

  private String root = "";

  @BeforeEach
  void makeSite() throws IOException {
    new Random(1).nextBytes(LARGE);
    Files.write(site.resolve("large.bin"), LARGE);
    Files.writeString(site.resolve("page.html"), "<h1>Page</h1>\n");
    for (String name : new String[] {"server.pem", "server.key"}) {
      Certificates.file(name, keys);
    }
    root = Certificates.file("root.pem", keys).toString();
  }

  private Served served(String... options) {
    String[] tls = {
      "--tls-cert", keys.resolve("server.pem") + "", "--tls-key", keys.resolve("server.key") + ""
    };
    return Served.directory(site, with(tls, options));
  }

  @Test
  void curlGetsPartsAndUploadsOnOneConnectionThatItTrusts() throws IOException {
    Path back = keys.resolve("back");
    try (Served server = served("--demo")) {
      String page = server.url("/page.html");
      assertThat(page).startsWith("https://");
      assertThat(server.curl("/page.html", "--cacert", root, "-w", "%{num_connects} ", page))
          .isEqualTo("<h1>Page</h1>\n1 <h1>Page</h1>\n0 ");
      assertThat(server.curl("/page.html", "--cacert", root, "-i", "-r", "4-7"))
          .startsWith("HTTP/1.1 206 ")
          .endsWith("\r\n\r\nPage");
      server.curl("/large.bin", "--cacert", root, "-o", back + "");
      assertThat(Files.readAllBytes(back)).isEqualTo(LARGE);
      String file = "@" + site.resolve("large.bin");
      server.curl("/echo", "--cacert", root, "--data-binary", file, "-o", back + "");
      assertThat(Files.readAllBytes(back)).isEqualTo(LARGE);
      assertGood(server);
    }
  }

  @Test
  void aClientThatClosesEarlyOrTalksNoTlsHarmsNobody() throws IOException {
    try (Served server = served()) {
      String url = server.url("/large.bin");
      String curl = "curl -sS --cacert " + root + " --limit-rate 100k " + url + " | head -c 9000";
      try (Program early = Program.start("sh", "-c", curl)) {
        assertThat(early.exit()).isZero();
      }
      try (Client plain = Client.to(server.port())) {
        plain.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(plain.socket().getInputStream().read()).isEqualTo(21); // an alert
      }
      assertGood(server);
    }
  }

  @Test
  void oneWhoDoesNotSayHttpsIsLedOn() {
    try (Served server = served("--redirect-from", "0")) {
      String from = redirecting(server);
      String[] curl = {"curl", "-sS", "--cacert", root, "-i", "-L", from + "/page.html?q"};
      assertThat(output(curl))
          .startsWith("HTTP/1.1 308 Permanent Redirect\r\n")
          .contains("\r\nLocation: " + server.url("/page.html?q") + "\r\n")
          .contains("\r\n\r\nHTTP/1.1 200 OK\r\n")
          .endsWith("<h1>Page</h1>\n");
      assertThat(output("curl", "-sS", "-i", "-H", "Host: a/b", from + "/"))
          .startsWith("HTTP/1.1 400 ");
      assertGood(server);
    }
  }

  /// From where.
  private static String redirecting(Served server) {
    String line = server.program.awaitLine("redirecting from http://.*");
    return line.substring(line.lastIndexOf(' ') + 1);
  }

  @Test
  void severalWorkersServeAndLeadOn() {
    try (Served server = served("--redirect-from", "0", "--workers", "2")) {
      String from = redirecting(server);
      for (int i = 0; i < 8; i++) {
        assertThat(output("curl", "-sS", "--cacert", root, "-L", from + "/page.html"))
            .isEqualTo("<h1>Page</h1>\n");
      }
      assertGood(server);
    }
  }

  @Test
  void aSelfSignedCertificateHasTheFingerprintThatIsSaid() {
    try (Served server = Served.directory(site, "--self-signed")) {
      String line = server.program.awaitLine(".*SHA-256 fingerprint .*");
      String said = line.substring(line.lastIndexOf(' ') + 1);
      String show = "openssl s_client -connect 127.0.0.1:" + server.port() + " </dev/null";
      String shown = "openssl x509 -noout -fingerprint -sha256";

      assertThat(server.curl("/page.html", "-k")).isEqualTo("<h1>Page</h1>\n");
      assertThat(output("sh", "-c", show + " 2>/dev/null | " + shown)).contains("=" + said + "\n");
    }
  }

  @Test
  @Timeout(120)
  void whatIsRenewedIsShownWithoutARestart() throws IOException {
    try (Served server = served()) {
      assertThat(subject(server)).contains("CN=localhost");
      for (String kind : new String[] {"pem", "key"}) {
        Path renewed = Certificates.file("example." + kind, keys);
        Files.setLastModifiedTime(renewed, FileTime.from(Instant.now().minusSeconds(60)));
        Files.move(renewed, keys.resolve("server." + kind), StandardCopyOption.REPLACE_EXISTING);
      }
      while (!subject(server).contains("example")) {
        LockSupport.parkNanos(50_000_000); // it is another process: nothing here could wake us
      }
      assertThat(server.program.err()).doesNotContain("Exception", "SEVERE");
    }
  }

  /// Of the certificate that is shown.
  private static String subject(Served server) {
    String show = "openssl s_client -connect 127.0.0.1:" + server.port() + " </dev/null";
    return output(
        "sh", "-c", show + " 2>/dev/null | openssl x509 -noout -subject -nameopt RFC2253");
  }

  @Test
  void whoIsToldToEndSendsWhatItHasBegunAndThenTheEndOfTls() throws IOException {
    try (Served server = served();
        Reactor reactor = Reactor.open()) {
      reactor.run(() -> downloadWhileItEnds(server));

      assertThat(server.program.exit()).isZero();
    }
  }

  /// Our own client, which does not take an end for one that is not TLS's.
  private static void downloadWhileItEnds(Served server) throws IOException {
    Address address = new Address("127.0.0.1", server.port());
    TlsClient trusting = TlsClient.DEFAULT.trusting(List.of(Certificates.root()));
    io.weightless.net.Stream tcp = Reactor.current().service(Network.class).connect(address);
    try (TlsStream tls = Tls.client(tcp, "127.0.0.1", trusting)) {
      tls.write(ByteBuffer.wrap("GET /large.bin HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(UTF_8)));
      int last = tls.read().remaining();
      server.program.terminate();
      server.program.awaitLine("draining 1 connection, at most 30 s");
      long received = 0;
      while (last > 0) {
        received += last;
        last = tls.read().remaining();
      }
      assertThat(received).isGreaterThan(LARGE.length);
    }
  }

  @Test
  @Needs("chromium")
  void aBrowserLoadsAPage() {
    try (Served server = served();
        Program browser =
            Program.start(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + keys,
                "--ignore-certificate-errors-spki-list=" + pin(),
                "--dump-dom",
                server.url("/page.html"))) {
      assertThat(browser.exit()).isZero();
      assertThat(browser.out()).contains("<h1>Page</h1>");
    }
  }

  /// The hash of the server's public key, by which a browser is told to trust it.
  private String pin() {
    String key = "openssl pkey -in " + keys.resolve("server.key") + " -pubout -outform der";
    return output("sh", "-c", key + " | openssl dgst -sha256 -binary | base64").strip();
  }

  private void assertGood(Served server) {
    assertThat(server.curl("/page.html", "--cacert", root)).isEqualTo("<h1>Page</h1>\n");
    server.program.terminate();
    assertThat(server.program.exit()).isZero();
    assertThat(server.program.err()).doesNotContain("Exception", "SEVERE");
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

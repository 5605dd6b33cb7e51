package io.weightless.check.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.weightless.check.conformance.Trust;
import io.weightless.net.tls.TlsClient;
import io.weightless.testing.Certificates;
import io.weightless.testkit.Needs;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// TLS with those of others: each as our client's server, and as our server's client.
class TlsPeersStory {
  private static final TlsClient CLIENT = TlsClient.DEFAULT.trusting(List.of(Certificates.root()));

  @TempDir Path site;
  @TempDir Path keys;

  @BeforeEach
  void makeSite() throws IOException {
    Files.writeString(site.resolve("page.txt"), "a page\n");
    for (String name : new String[] {"server", "client"}) {
      Certificates.file(name + ".pem", keys);
      Certificates.file(name + ".key", keys);
    }
    Certificates.file("root.pem", keys);
  }

  private Served served() {
    return Served.directory(
        site, "--demo", "--tls-cert", file("server.pem"), "--tls-key", file("server.key"));
  }

  private String file(String name) {
    return keys.resolve(name).toString();
  }

  @Test
  @Needs("openssl")
  void opensslTalksBothVersionsAndResumesItsSessions() {
    try (Served server = served()) {
      for (String version : new String[] {"tls1_3", "tls1_2"}) {
        String session = file("session-" + version);
        assertThat(connect(server, version, "-sess_out " + session))
            .contains("\nNew, ", "Verify return code: 0 (ok)", "\r\n\r\na page\n");
        assertThat(connect(server, version, "-sess_in " + session))
            .contains("\nReused, ", "\r\n\r\na page\n");
      }
      assertThat(server.program.err()).doesNotContain("Exception", "SEVERE");
    }
  }

  @Test
  @Needs("openssl")
  void opensslIsRefusedWithAnOldVersionAndWithAProtocolThatIsNotTalked() {
    try (Served server = served()) {
      String connect = "openssl s_client -connect 127.0.0.1:" + server.port();
      for (String bad : new String[] {" -tls1_1 -cipher ALL:@SECLEVEL=0", " -alpn h2"}) {
        try (Program client = Program.start("sh", "-c", connect + bad + " </dev/null 2>&1")) {
          assertThat(client.exit()).as(client.toString()).isNotZero();
          assertThat(client.out()).containsPattern("alert (protocol version|no application)");
        }
      }
      assertThat(connect(server, "tls1_3", "-alpn h2,http/1.1"))
          .contains("ALPN protocol: http/1.1", "\r\n\r\na page\n");
    }
  }

  /// What s_client shows, when it has asked for the page, and the server has ended.
  private String connect(Served server, String version, String options) {
    String request =
        "GET /page.txt HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n";
    String client =
        "openssl s_client -%s -connect 127.0.0.1:%d -servername localhost -CAfile %s -ign_eof %s"
            .formatted(version, server.port(), file("root.pem"), options);
    try (Program shell =
        Program.start("sh", "-c", "printf '" + request + "' | " + client + " 2>&1")) {
      assertThat(shell.exit()).as(shell.toString()).isZero(); // not so without TLS's own end
      return shell.out();
    }
  }

  @Test
  @Needs("openssl")
  void ourClientShowsWhoItIsToOpensslThatDemandsItAndResumes() throws IOException {
    int port = freePort();
    try (Program server = opensslServer(port, "-Verify", "4", "-verify_return_error")) {
      TlsClient client = CLIENT.as(Certificates.client());
      OurClient.Page first = OurClient.page(port, "localhost", client);
      OurClient.Page second = OurClient.page(port, "localhost", client);

      assertThat(first.text())
          .startsWith("HTTP/1.0 200 ok\r\n")
          .containsPattern("Subject: CN ?= ?client\n");
      assertThat(first.isResumed()).isFalse();
      assertThat(second.isResumed()).isTrue();
      assertThat(server.isAlive()).isTrue();
    }
  }

  @Test
  @Needs("openssl")
  void ourClientTalksBothVersionsWithOpenssl() throws IOException {
    for (String version : new String[] {"1.3", "1.2"}) {
      int port = freePort();
      try (Program _ = opensslServer(port, "-tls" + version.replace('.', '_'))) {
        OurClient.Page page = OurClient.page(port, "localhost", CLIENT);

        assertThat(page.text()).startsWith("HTTP/1.0 200 ok\r\n");
        assertThat(page.version()).isEqualTo("TLSv" + version);
      }
    }
  }

  private Program opensslServer(int port, String... options) {
    String server =
        "exec openssl s_server -accept 127.0.0.1:%d -cert %s -cert_chain %s -key %s -CAfile %s -www %s"
            .formatted(
                port,
                file("server.pem"),
                file("server.pem"),
                file("server.key"),
                file("root.pem"),
                String.join(" ", options));
    Program program = Program.start("sh", "-c", server);
    program.awaitLine("ACCEPT");
    return program;
  }

  @Test
  @Needs("nginx")
  void nginxServesOurClientAndPassesOnToOurServer() throws IOException {
    try (Served server = served()) {
      int port = freePort();
      Path config = keys.resolve("nginx.conf");
      Files.writeString(config, configuration(port, server.port()));
      String nginx = "PATH=$PATH:/usr/sbin; exec nginx -e stderr -p " + keys + " -c " + config;
      try (Program proxy = Program.start("sh", "-c", nginx)) {
        proxy.awaitLine(".*start worker process \\d+");
        OurClient.Page first = OurClient.page(port, "localhost", CLIENT);
        OurClient.Page second = OurClient.page(port, "localhost", CLIENT);

        assertThat(first.text()).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n\r\na page\n");
        assertThat(second.isResumed()).isTrue();
        server.program.awaitLine(".*GET /page.txt HTTP/1.1\" 200 7");
        assertThat(proxy.err()).doesNotContain("[error]", "[crit]");
      }
    }
  }

  private String configuration(int port, int behind) {
    return """
    daemon off; pid nginx.pid; error_log stderr notice; worker_processes 1;
    events {}
    http {
      access_log off; client_body_temp_path body; proxy_temp_path proxy;
      fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
      server {
        listen 127.0.0.1:%d ssl;
        ssl_certificate server.pem; ssl_certificate_key server.key;
        ssl_session_cache shared:all:1m;
        location / {
          proxy_pass https://127.0.0.1:%d; proxy_http_version 1.1;
          proxy_ssl_verify on; proxy_ssl_verify_depth 4;
          proxy_ssl_trusted_certificate root.pem;
          proxy_ssl_name localhost; proxy_ssl_server_name on;
        }
      }
    }
    """
        .formatted(port, behind);
  }

  @Test
  void javasClientUsesOurServer() throws IOException, InterruptedException {
    byte[] large = new byte[3_000_000];
    try (Served server = served();
        HttpClient client = HttpClient.newBuilder().sslContext(Trust.CONTEXT).build()) {
      HttpRequest.Builder page = HttpRequest.newBuilder(URI.create(server.url("/page.txt")));
      HttpRequest.Builder echo = HttpRequest.newBuilder(URI.create(server.url("/echo")));

      assertThat(client.send(page.build(), BodyHandlers.ofString()).body()).isEqualTo("a page\n");
      HttpRequest upload = echo.POST(BodyPublishers.ofByteArray(large)).build();
      assertThat(client.send(upload, BodyHandlers.ofByteArray()).body()).isEqualTo(large);
    }
  }

  @Test
  void ourClientUsesJavasServer() throws Exception {
    HttpsServer server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(Trust.server(keys.resolve("server.key"))));
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Connection", "close");
          exchange.sendResponseHeaders(200, 5);
          exchange.getResponseBody().write("hello".getBytes(UTF_8));
          exchange.close();
        });
    server.start();
    try {
      int port = server.getAddress().getPort();
      assertThat(OurClient.page(port, "localhost", CLIENT).text()).endsWith("\r\n\r\nhello");
    } finally {
      server.stop(0);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    }
  }
}

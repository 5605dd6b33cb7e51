package io.weightless.check.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.middleware.Forwarded;
import io.weightless.http.middleware.Networks;
import io.weightless.testkit.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An application with routes and middleware behind nginx, which keeps its connections, compresses,
/// and says for whom it asks: once as it does by itself, once without taking in bodies first.
@Needs({"nginx", "curl"})
class ApplicationBehindNginxStory {
  private static final String CONFIGURATION =
      """
      log_format story '"$request_method $request_uri" $status';
      upstream application { server 127.0.0.1:APPLICATION; keepalive 1; }
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header X-Forwarded-Proto https;
      client_max_body_size 0;
      gzip on;
      gzip_proxied any;
      gzip_min_length 1;
      gzip_types text/plain text/event-stream;
      server {
        listen 127.0.0.1:PORT0;
        location / { proxy_pass http://application; }
        location = /news {
          proxy_set_header Connection "";
          proxy_set_header Accept-Encoding "";
          proxy_pass http://application;
        }
        location /plain/ {
          proxy_set_header Connection "";
          proxy_pass http://application/;
        }
      }
      server {
        listen 127.0.0.1:PORT1;
        location / { proxy_pass http://application; proxy_request_buffering off; }
      }
      """;
  private static final byte[] LARGE = new byte[6_000_000];

  @TempDir Path work;

  private Hosted application;
  private Nginx nginx;

  @BeforeEach
  void serve() throws IOException {
    new Random(1).nextBytes(LARGE);
    Files.write(work.resolve("large.bin"), LARGE);
    Forwarded believing = Forwarded.byOldFields(Networks.of("127.0.0.1/32"));
    application = Hosted.handler(() -> new Application().handler().in(believing));
    String port = Integer.toString(application.port());
    nginx = Nginx.start(work, 2, CONFIGURATION.replace("APPLICATION", port));
  }

  @AfterEach
  void end() {
    nginx.close();
    application.close();
  }

  private static String curl(String... words) {
    String[] command =
        Stream.concat(Stream.of("curl", "-s", "-S"), Stream.of(words)).toArray(String[]::new);
    try (Program curl = Program.start(command)) {
      assertThat(curl.exit()).as(curl.toString()).isZero();
      return curl.out();
    }
  }

  @Test
  void whoAsksIsTheClientOfNginx() {
    String lie = "X-Forwarded-For: 192.0.2.1";
    String url = nginx.url(0, "/who");

    assertThat(curl("--interface", "127.0.0.2", "-H", lie, "-H", "Host: shop.test", url))
        .isEqualTo("127.0.0.2:0 true shop.test");
  }

  @Test
  void nginxUsesItsConnectionAgain() {
    String url = nginx.url(0, "/plain/who");

    assertThat(Stream.generate(() -> curl(url)).limit(10).distinct()).hasSize(1);
  }

  /// Of a request whose response has begun, nginx passes nothing on: so all of it is read first.
  @Test
  void bodiesGoBothWaysWhetherNginxTakesThemInFirstOrNot() {
    Path back = work.resolve("back");
    String file = "@" + work.resolve("large.bin");
    for (int port = 0; port < 2; port++) {
      for (String framing : new String[] {"X-Framing: length", "Transfer-Encoding: chunked"}) {
        String url = nginx.url(port, "/json");
        curl("-X", "PUT", "-H", framing, "--data-binary", file, "-o", back + "", url);

        assertThat(back).hasBinaryContent(LARGE);
      }
    }
  }

  /// nginx compresses them, and would keep them until it has enough for that.
  @Test
  void eventsComeThroughAsTheyAreTold() {
    try (Program listener =
        Program.start("curl", "-s", "-S", "-N", "--compressed", nginx.url(0, "/news"))) {
      listener.awaitLine(":");
      for (String event : new String[] {"one", "two", "three"}) {
        curl("-d", event, nginx.url(1, "/news"));
        listener.awaitLine("data: " + event);
      }
    }
  }

  @Test
  void headTellsWhatGetHas() {
    assertThat(curl("-I", nginx.url(0, "/text/500")))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("\r\nContent-Length: 500\r\n")
        .endsWith("\r\n\r\n");
  }

  @Test
  void whatIsCompressedIsNotCompressedTwice() {
    for (String path : new String[] {"/text/100", "/text/100000", "/text/100000?streamed"}) {
      String url = nginx.url(0, path);
      String text = Application.words(Integer.parseInt(path.replaceAll("\\D", "")));

      assertThat(curl(url)).isEqualTo(text);
      String whole = curl("--compressed", "-H", "Accept-Encoding: gzip", "-D", "-", url);
      assertThat(whole.split("Content-Encoding: gzip", -1)).hasSize(2);
      assertThat(whole).endsWith("\r\n\r\n" + text);
    }
  }

  @Test
  void aBodyThatIsTooLongIsRefusedThroughNginx() throws IOException {
    Path tooLong = work.resolve("too-long.bin");
    try (var file = new java.io.RandomAccessFile(tooLong.toFile(), "rw")) {
      file.setLength(20L << 20);
    }
    for (int port = 0; port < 2; port++) {
      String body = "@" + tooLong;
      String status = "%{http_code}";
      String url = nginx.url(port, "/swallow");
      assertThat(curl("-o", "/dev/null", "-w", status, "--data-binary", body, url))
          .isEqualTo("413");
    }
    assertThat(curl(nginx.url(0, "/hello"))).isEqualTo("hello\n");
  }
}

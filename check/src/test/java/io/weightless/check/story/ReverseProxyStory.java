package io.weightless.check.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.testkit.Needs;
import io.weightless.testkit.OneEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The example of a reverse proxy before other servers than ours, and behind nginx.
/// [HttpExamplesStory] has it before our own.
@Needs({"nginx", "node", "curl"})
@OneEngine
class ReverseProxyStory {
  private static final String ORIGIN =
      """
      log_format story '$connection "$request_method $request_uri" $http_x_forwarded_for';
      server {
        listen 127.0.0.1:PORT0;
        root WORK;
        location /zipped/ { alias WORK/; gzip on; gzip_types *; }
        location /kept/ { dav_methods PUT; client_max_body_size 20m; }
        location /little/ { dav_methods PUT; client_max_body_size 1k; }
        location = /moved { absolute_redirect off; return 302 /large.bin; }
      }
      """;
  private static final String IN_FRONT =
      """
      log_format story '"$request_method $request_uri" $status';
      client_max_body_size 20m;
      upstream ours { server 127.0.0.1:OURS; keepalive 1; }
      server {
        listen 127.0.0.1:PORT0;
        location / {
          proxy_pass http://ours;
          proxy_http_version 1.1;
          proxy_set_header Connection "";
        }
      }
      """;

  @TempDir Path work;

  private static Program proxy(String target) {
    return Program.weightless("run", "examples/ReverseProxy.java", "127.0.0.1:0", target);
  }

  private static String url(Program proxy) {
    return proxy.awaitLine("proxy on http://127\\.0\\.0\\.1:\\d+ to .*").split(" ", -1)[2];
  }

  private static String curl(String... words) {
    String[] command =
        Stream.concat(Stream.of("curl", "-s", "-S"), Stream.of(words)).toArray(String[]::new);
    try (Program curl = Program.start(command)) {
      assertThat(curl.exit()).as(curl.toString()).isZero();
      return curl.out();
    }
  }

  private static String status(String... words) {
    return curl(
        Stream.concat(Stream.of("-o", "/dev/null", "-w", "%{http_code}"), Stream.of(words))
            .toArray(String[]::new));
  }

  @Test
  void whatNginxServesComesThroughToNginxAndFromThereToTheClient() throws IOException {
    byte[] large = new byte[3_000_000];
    new Random(1).nextBytes(large);
    Path file = Files.write(work.resolve("large.bin"), large);
    Path kept = Files.createDirectory(work.resolve("kept")).resolve("copy");
    Path back = work.resolve("back");
    Path inFront = Files.createDirectory(work.resolve("in-front"));
    try (Nginx origin = Nginx.start(work, 1, ORIGIN);
        Program proxy = proxy(origin.url(0, ""))) {
      String port = url(proxy).replaceAll(".*:", "");
      try (Nginx nginx = Nginx.start(inFront, 1, IN_FRONT.replace("OURS", port))) {
        curl("-o", "" + back, nginx.url(0, "/large.bin"));
        assertThat(back).hasBinaryContent(large);
        curl("--compressed", "-o", "" + back, nginx.url(0, "/zipped/large.bin"));
        assertThat(back).hasBinaryContent(large);
        assertThat(curl("-I", nginx.url(0, "/large.bin"))).contains("Content-Length: 3000000\r\n");
        assertThat(status("-T", "" + file, nginx.url(0, "/kept/copy"))).isEqualTo("201");
        assertThat(kept).hasBinaryContent(large);
        assertThat(status("-T", "" + file, nginx.url(0, "/little/copy"))).isEqualTo("413");
        assertThat(curl("-i", nginx.url(0, "/moved")))
            .startsWith("HTTP/1.1 302 ")
            .contains("\r\nLocation: /large.bin\r\n");
        assertThat(curl("-r", "5-7", nginx.url(0, "/nginx.conf"))).hasSize(3);
        assertThat(status(nginx.url(0, "/nothing"))).isEqualTo("404");
      }
      assertThat(origin.log.await("", lines -> lines.size() >= 8))
          .allMatch(l -> l.endsWith(" 127.0.0.1"));
    }
  }

  @Test
  void whatNodeServesComesThrough() {
    try (NodeServer node = NodeServer.start();
        Program proxy = proxy(node.url(""))) {
      String url = url(proxy);

      String port = curl(url + "/port");
      assertThat(curl("-d", "there", url + "/echo")).isEqualTo("there");
      assertThat(curl(url + "/hints")).isEqualTo("page\n");
      assertThat(curl(url + "/trailers")).isEqualTo("some, more");
      assertThat(status(url + "/none")).isEqualTo("204");
      assertThat(curl("-H", "Expect: 100-continue", "-d", "asked for", url + "/echo"))
          .isEqualTo("asked for");
      assertThat(curl("-i", url + "/login"))
          .contains("\r\nSet-Cookie: id=7; Path=/; HttpOnly\r\nSet-Cookie: old=1; Max-Age=0\r\n");
      assertThat(curl(url + "/port")).isEqualTo(port);
      assertThat(curl("-i", url + "/extensions")).endsWith("\r\n\r\nhello");
      assertThat(status(url + "/cut-head")).isEqualTo("502");
      try (Program cut = Program.start("curl", "-s", url + "/cut-length")) {
        assertThat(cut.exit()).isEqualTo(18); // which is curl's for an end that is too early
      }
      assertThat(curl(url + "/hello")).isEqualTo("hello\n");
    }
  }
}

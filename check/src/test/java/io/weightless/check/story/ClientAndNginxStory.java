package io.weightless.check.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.Status;
import io.weightless.http.client.ClientRequest;
import io.weightless.http.client.ClientResponse;
import io.weightless.http.client.Decompressing;
import io.weightless.http.client.Redirects;
import io.weightless.http.client.Sender;
import io.weightless.testing.Certificates;
import io.weightless.testkit.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Our client, and the server that most of what it will meet is.
@Needs("nginx")
class ClientAndNginxStory {
  private static final String CONFIGURATION =
      """
      log_format story '$connection $request_length "$request_method $request_uri" $status';
      types { text/plain txt; }
      server {
        listen 127.0.0.1:PORT0;
        root WORK/files;
        location /zipped/ { alias WORK/files/; gzip on; gzip_types text/plain; }
        location /chunked/ { alias WORK/files/; ssi on; ssi_types text/plain; }
        location = /none { return 204; }
        location = /method { return 200 "$request_method"; }
        location = /301 { return 301 /method; }
        location = /302 { return 302 /method; }
        location = /303 { return 303 /method; }
        location = /307 { return 307 /method; }
        location = /308 { return 308 /method; }
        location = /away { return 302 https://localhost:PORT1/hello.txt; }
      }
      server {
        listen 127.0.0.1:PORT1 ssl;
        ssl_certificate WORK/server.pem;
        ssl_certificate_key WORK/server.key;
        root WORK/files;
      }
      """;
  private static final byte[] LARGE = new byte[5_000_000];
  private static final String WORDS = "it is what it is ".repeat(20_000);

  @TempDir static Path work;

  private static Nginx nginx;

  @BeforeAll
  static void serve() throws IOException {
    Path files = Files.createDirectory(work.resolve("files"));
    new Random(1).nextBytes(LARGE);
    Files.write(files.resolve("large.bin"), LARGE);
    Files.writeString(files.resolve("hello.txt"), "hello\n");
    Files.writeString(files.resolve("words.txt"), WORDS);
    Certificates.file("server.pem", work);
    Certificates.file("server.key", work);
    nginx = Nginx.start(work, 2, CONFIGURATION);
  }

  @AfterAll
  static void end() {
    nginx.close();
  }

  private static String url(String path) {
    return nginx.url(0, path);
  }

  @Test
  void requestsOfAllKindsGoOverOneConnection() throws Exception {
    Asking.with(client -> {
      for (int i = 0; i < 5; i++) {
        assertThat(Asking.get(client, url("/hello.txt?one"))).isEqualTo("200 hello\n");
        assertThat(Asking.get(client, url("/nowhere?one"))).startsWith("404 <html>");
        assertThat(Asking.get(client, url("/none?one"))).isEqualTo("204 ");
        assertThat(Asking.answer(client, ClientRequest.head(url("/large.bin?one"))))
            .isEqualTo("200 ");
        assertThat(Asking.post(client, url("/method?one"), "x")).isEqualTo("200 POST");
      }
      assertThat(client.connections()).isEqualTo(1);
    });
    List<String> lines = nginx.log.await("?one", all -> all.size() >= 25);
    assertThat(lines).hasSize(25);
    assertThat(lines.stream().map(line -> line.split(" ", 2)[0]).distinct()).hasSize(1);
  }

  @Test
  void longAndChunkedBodiesComeWhole() throws Exception {
    Asking.with(client -> {
      try (ClientResponse whole = client.send(ClientRequest.get(url("/large.bin")))) {
        assertThat(whole.body().length()).isEqualTo(LARGE.length);
        assertThat(whole.body().readAll(Asking.AMPLE)).isEqualTo(LARGE);
      }
      try (ClientResponse chunked = client.send(ClientRequest.get(url("/chunked/words.txt")))) {
        assertThat(chunked.headers().first("Transfer-Encoding")).isEqualTo("chunked");
        assertThat(chunked.text(Asking.AMPLE)).isEqualTo(WORDS);
      }
      assertThat(client.connections()).isEqualTo(1);
    });
  }

  @Test
  void whatNginxCompressesIsDecompressed() throws Exception {
    Asking.with(client -> {
      ClientRequest request = ClientRequest.get(url("/zipped/words.txt"));
      try (ClientResponse raw = client.send(request.with("Accept-Encoding", "gzip"))) {
        assertThat(raw.headers().first("Content-Encoding")).isEqualTo("gzip");
        assertThat(raw.body().readAll(Asking.AMPLE).length).isLessThan(WORDS.length() / 10);
      }
      assertThat(Asking.answer(new Decompressing(client), request)).isEqualTo("200 " + WORDS);
    });
  }

  @Test
  void partsAndWhatIsNotModifiedEndWhereTheySay() throws Exception {
    Asking.with(client -> {
      ClientRequest request = ClientRequest.get(url("/hello.txt"));
      String tag;
      try (ClientResponse response = client.send(request)) {
        tag = response.headers().first("ETag");
      }
      assertThat(tag).isNotNull();
      assertThat(Asking.answer(client, request.with("If-None-Match", tag))).isEqualTo("304 ");
      assertThat(Asking.answer(client, request.with("Range", "bytes=1-3"))).isEqualTo("206 ell");
      assertThat(Asking.answer(client, request.with("Range", "bytes=1-1,4-4")))
          .contains("\r\nContent-Range: bytes 1-1/6\r\n\r\ne\r\n");
      assertThat(Asking.answer(client, request.with("Range", "bytes=9-"))).startsWith("416 ");
      assertThat(client.connections()).isEqualTo(1);
    });
  }

  @Test
  void redirectsAreFollowedByTheMethodThatTheyAskFor() throws Exception {
    Asking.with(client -> {
      Sender following = new Redirects(client, 3);
      for (int code : new int[] {301, 302, 303}) {
        assertThat(Asking.post(following, url("/" + code), "x")).isEqualTo("200 GET");
      }
      for (int code : new int[] {307, 308}) {
        assertThat(Asking.post(following, url("/" + code), "x")).isEqualTo("200 POST");
      }
      try (ClientResponse there = following.send(ClientRequest.get(url("/away")))) {
        assertThat(there.status()).isEqualTo(Status.OK);
        assertThat(there.request().isSecure()).isTrue();
        assertThat(there.text(10)).isEqualTo("hello\n");
      }
    });
  }

  @Test
  void tlsIsSpokenOverAConnectionThatStays() throws Exception {
    Asking.with(client -> {
      String site = "https://localhost:" + nginx.port(1);
      for (int i = 0; i < 3; i++) {
        assertThat(Asking.get(client, site + "/hello.txt")).isEqualTo("200 hello\n");
        try (ClientResponse large = client.send(ClientRequest.get(site + "/large.bin"))) {
          assertThat(large.body().readAll(Asking.AMPLE)).isEqualTo(LARGE);
        }
      }
      assertThat(client.connections()).isEqualTo(1);
    });
  }
}

package io.weightless.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.kit.LiveProtocol;
import io.weightless.testkit.Needs;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The coroutine on real sockets, for clients that are not of this project.
final class HttpOnSocketsTest {
  private static final Handler READ =
      request ->
          Response.ok(
              request.path() + " " + new String(request.body().readAll(200_000), ISO_8859_1));

  @Test
  void postsAndGetsShareAConnection() throws Exception {
    try (LiveProtocol server = new LiveProtocol(HttpProtocol.of(READ));
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      for (int i = 0; i < 3; i++) {
        String body = "x".repeat(50_000 * i);
        HttpRequest post =
            HttpRequest.newBuilder(server.uri("/post"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        assertThat(client.send(post, HttpResponse.BodyHandlers.ofString()).body())
            .isEqualTo("/post " + body);
        HttpRequest get = HttpRequest.newBuilder(server.uri("/get")).build();
        assertThat(client.send(get, HttpResponse.BodyHandlers.ofString()).body())
            .isEqualTo("/get ");
      }
    }
  }

  @Test
  void pipelinedRequestsAreAnsweredAndThenItCloses() throws Exception {
    String first = "POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab";
    String last = "GET /2 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    String old = "GET /3 HTTP/1.0\r\n\r\n";
    assertThat(bodies(exchange(first + last))).isEqualTo("/1 ab|/2 ");
    assertThat(bodies(exchange(first + old))).isEqualTo("/1 ab|/3 ");
    assertThat(bodies(exchange(old))).isEqualTo("/3 ");
  }

  @Test
  void aClientMayEndItsOutputFirst() throws Exception {
    try (LiveProtocol server = new LiveProtocol(HttpProtocol.of(READ));
        Socket client = server.connect()) {
      client.getOutputStream().write("GET /1 HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(ISO_8859_1));
      client.shutdownOutput();
      assertThat(bodies(rest(client))).isEqualTo("/1 ");
    }
  }

  @Test
  void aHeadWithoutAnEndIsRefusedAndTheClientSeesThat() throws Exception {
    assertThat(exchange("GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(100_000)))
        .startsWith("HTTP/1.1 431 ");
  }

  @Test
  void aHeadThatDoesNotComeInTimeIsRefused() throws Exception {
    Limits.Times times =
        new Limits.Times(
            Duration.ofSeconds(60),
            Duration.ofMillis(50),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            100);
    try (LiveProtocol server = new LiveProtocol(HttpProtocol.of(READ, Limits.DEFAULT.with(times)));
        Socket client = server.connect()) {
      client.getOutputStream().write('G');
      assertThat(client.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 408");
    }
  }

  @Test
  void anAnswerComesInPartsWhileItIsMade() throws Exception {
    Handler parts =
        _ ->
            Response.of(Status.OK)
                .with(
                    new Body.Streamed(sink -> {
                      sink.write(ByteBuffer.wrap("one ".getBytes(ISO_8859_1)));
                      sink.write(ByteBuffer.wrap("x".repeat(100_000).getBytes(ISO_8859_1)));
                    }));
    try (LiveProtocol server = new LiveProtocol(HttpProtocol.of(parts));
        HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest get = HttpRequest.newBuilder(server.uri("/")).build();
      assertThat(client.send(get, HttpResponse.BodyHandlers.ofString()).body())
          .isEqualTo("one " + "x".repeat(100_000));
    }
  }

  @Test
  @Needs("curl")
  void curlIsServed() throws Exception {
    try (LiveProtocol server = new LiveProtocol(HttpProtocol.of(READ))) {
      assertThat(curl(server, "/1")).isEqualTo("/1 ");
      assertThat(curl(server, "/2", "-d", "a=b")).isEqualTo("/2 a=b");
      assertThat(curl(server, "/3", "-0", "-d", "old")).isEqualTo("/3 old");
      assertThat(curl(server, "/4", "-H", "Transfer-Encoding: chunked", "-d", "chunks"))
          .isEqualTo("/4 chunks");
      assertThat(curl(server, "/5", "-H", "Expect: 100-continue", "-d", "asked"))
          .isEqualTo("/5 asked");
      assertThat(curl(server, "/6", "-I")).startsWith("HTTP/1.1 200 OK\r\n");
    }
  }

  private static String curl(LiveProtocol server, String path, String... options) throws Exception {
    ProcessBuilder command = new ProcessBuilder("curl", "-s", server.uri(path).toString());
    command.command().addAll(List.of(options));
    Process curl = command.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String out = new String(curl.getInputStream().readAllBytes(), ISO_8859_1);
    assertThat(curl.waitFor()).as(String.join(" ", command.command())).isZero();
    return out;
  }

  private static String exchange(String requests) throws Exception {
    try (LiveProtocol server = new LiveProtocol(HttpProtocol.of(READ));
        Socket client = server.connect()) {
      client.getOutputStream().write(requests.getBytes(ISO_8859_1));
      return rest(client);
    }
  }

  private static String rest(Socket client) throws IOException {
    return new String(client.getInputStream().readAllBytes(), ISO_8859_1);
  }

  private static String bodies(String responses) {
    return responses
        .replaceAll("(?s)HTTP/1.1 200 OK\r\n.*?\r\n\r\n(.*?)(?=HTTP/|$)", "|$1")
        .substring(1);
  }
}

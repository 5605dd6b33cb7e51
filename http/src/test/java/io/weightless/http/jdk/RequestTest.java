package io.weightless.http.jdk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What an application sees of a request.
final class RequestTest {
  private static final String END = "Host: a\r\nConnection: close\r\n";

  @ParameterizedTest
  @EnumSource
  void theExchangeTellsWhatWasAskedByWhomAndWhere(Provider provider) throws Exception {
    CompletableFuture<List<Object>> seen = new CompletableFuture<>();
    try (Live live =
            Live.start(
                provider,
                exchange -> {
                  seen.complete(
                      List.of(
                          exchange.getRequestMethod(),
                          exchange.getRequestURI(),
                          exchange.getProtocol(),
                          exchange.getRemoteAddress(),
                          exchange.getLocalAddress(),
                          exchange.getHttpContext().getPath(),
                          exchange instanceof HttpsExchange));
                  Answers.send(exchange, "");
                });
        Socket socket = live.connect()) {
      socket.getOutputStream().write("PURGE /a%20b?c=%20 HTTP/1.0\r\n\r\n".getBytes(UTF_8));
      socket.getInputStream().readAllBytes();

      assertThat(seen.get())
          .containsExactly(
              "PURGE",
              URI.create("/a%20b?c=%20"),
              "HTTP/1.0",
              new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort()),
              live.server().getAddress(),
              "/",
              false);
    }
  }

  @ParameterizedTest
  @EnumSource
  void fieldNamesAreInOneSpellingAndCanNotBeChanged(Provider provider) throws Exception {
    CompletableFuture<Object> seen = new CompletableFuture<>();
    CompletableFuture<Object> changed = new CompletableFuture<>();
    try (Live live =
        Live.start(
            provider,
            exchange -> {
              seen.complete(
                  exchange.getRequestHeaders().entrySet().stream()
                      .filter(field -> field.getKey().startsWith("X-"))
                      .toList()
                      .toString());
              try {
                changed.complete(exchange.getRequestHeaders().put("X", List.of()));
              } catch (UnsupportedOperationException e) {
                changed.complete("no");
              }
              Answers.send(exchange, exchange.getRequestHeaders().getFirst("x-CASE"));
            })) {
      String asked = "GET / HTTP/1.1\r\n" + END + "X-cAsE: 1\r\nx-case: 2\r\n\r\n";

      assertThat(live.ask(asked)).endsWith("\r\n\r\n1");
      assertThat(seen.get()).isEqualTo("[X-case=[1, 2]]");
      assertThat(changed.get()).isEqualTo("no");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBodyIsReadAsItWasFramed(Provider provider) throws Exception {
    try (Live live = Live.start(provider, Answers::echo)) {
      String chunked = "POST / HTTP/1.1\r\n" + END + "Transfer-Encoding: chunked\r\n\r\n";
      String plain = "POST / HTTP/1.1\r\n" + END + "Content-Length: 5\r\n\r\nhello";
      String none = "POST / HTTP/1.1\r\n" + END + "\r\n";

      assertThat(live.ask(chunked + "2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n"))
          .contains("he")
          .contains("llo\r\n");
      assertThat(live.ask(plain)).endsWith("\r\n5\r\nhello\r\n0\r\n\r\n");
      assertThat(live.ask(none)).endsWith("\r\n\r\n0\r\n\r\n");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBodyIsReadByteByByteAndHasAnEnd(Provider provider) throws Exception {
    CompletableFuture<List<Integer>> seen = new CompletableFuture<>();
    try (Live live =
        Live.start(
            provider,
            exchange -> {
              InputStream body = exchange.getRequestBody();
              seen.complete(List.of(body.read(), body.read(), body.read(), body.read()));
              Answers.send(exchange, "");
            })) {
      live.ask("POST / HTTP/1.1\r\n" + END + "Content-Length: 2\r\n\r\n\u00ffa");

      assertThat(seen.get()).containsExactly(255, 97, -1, -1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBodyThatIsClosedCanNotBeRead(Provider provider) throws Exception {
    CompletableFuture<Object> seen = new CompletableFuture<>();
    try (Live live =
        Live.start(
            provider,
            exchange -> {
              exchange.getRequestBody().close();
              try {
                seen.complete(exchange.getRequestBody().read());
              } catch (IOException e) {
                seen.complete("closed");
              }
              Answers.send(exchange, "");
            })) {
      live.ask("POST / HTTP/1.1\r\n" + END + "Content-Length: 2\r\n\r\nab");

      assertThat(seen.get()).isEqualTo("closed");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLittleThatIsLeftOfABodyIsSkipped(Provider provider) throws Exception {
    try (Live live = Live.start(provider, Answers.text("unread"))) {
      String first = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc";
      String last = "GET / HTTP/1.1\r\n" + END + "\r\n";

      assertThat(live.ask(first + last)).containsOnlyOnce("unreadHTTP").endsWith("unread");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aClientThatWaitsForA100GetsIt(Provider provider) throws Exception {
    try (Live live = Live.start(provider, Answers::echo);
        Socket socket = live.connect()) {
      String head =
          "POST / HTTP/1.1\r\n" + END + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(UTF_8));
      String interim = new String(socket.getInputStream().readNBytes(21), ISO_8859_1);
      socket.getOutputStream().write("hello".getBytes(UTF_8));
      String rest = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);

      assertThat(interim).isEqualTo("HTTP/1.1 100 Continue");
      assertThat(rest).contains("HTTP/1.1 200").endsWith("\r\nhello\r\n0\r\n\r\n");
    }
  }

  @ParameterizedTest
  @EnumSource
  void largeBodiesGoBothWays(Provider provider) throws Exception {
    byte[] body = "0123456789".repeat(300_000).getBytes(UTF_8);
    try (Live live =
            Live.start(
                provider,
                exchange -> {
                  byte[] all = exchange.getRequestBody().readAllBytes();
                  exchange.sendResponseHeaders(200, all.length);
                  exchange.getResponseBody().write(all);
                  exchange.close();
                });
        HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(live.uri("/"))
              .POST(HttpRequest.BodyPublishers.ofByteArray(body))
              .build();

      assertThat(client.send(request, BodyHandlers.ofByteArray()).body()).isEqualTo(body);
    }
  }

  @ParameterizedTest
  @EnumSource
  void attributesAreSharedByTheExchangesOfAContext(Provider provider) throws Exception {
    try (Live live =
        Live.start(
            provider,
            exchange -> {
              Object before = exchange.getAttribute("count");
              exchange.setAttribute("count", before == null ? 1 : null);
              exchange.setAttribute("path", exchange.getHttpContext().getAttributes().get("own"));
              Answers.send(exchange, before + " " + exchange.getAttribute("count"));
            })) {
      assertThat(Live.bodyOf(live.get("/"))).isEqualTo("null 1");
      assertThat(Live.bodyOf(live.get("/"))).isEqualTo("1 null");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTargetThatIsNoUriIsABadRequest(Provider provider) throws Exception {
    try (Live live = Live.start(provider, Answers.text("never"))) {
      assertThat(live.get("/a|b")).startsWith("HTTP/1.1 400");
    }
  }

  /// The JDK's has no limit of its own here.
  @Test
  void aBodyBeyondTheLimitIsRefused() throws Exception {
    CompletableFuture<String> seen = new CompletableFuture<>();
    try (Live live =
        Live.start(
            Provider.WEIGHTLESS,
            exchange -> {
              try (HttpExchange open = exchange) {
                open.getRequestBody().readAllBytes();
              } catch (IOException e) {
                seen.complete(String.valueOf(e.getMessage()));
                throw e;
              }
            })) {
      String asked = "POST / HTTP/1.1\r\n" + END + "Content-Length: 16777217\r\n\r\n";

      assertThat(live.ask(asked)).startsWith("HTTP/1.1 413 ");
    }
  }
}

package io.weightless.http.jdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How responses are framed, and what an application may not do with them.
final class ResponseTest {
  @ParameterizedTest
  @EnumSource
  void aLengthOfZeroMeansChunks(Provider provider) throws Exception {
    try (Live live =
        Live.start(
            provider,
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              exchange.getResponseBody().write("hello".getBytes(UTF_8));
              exchange.getResponseBody().close();
            })) {
      assertThat(live.get("/"))
          .containsIgnoringCase("\r\nTransfer-Encoding: chunked\r\n")
          .endsWith("\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
    }
  }

  @ParameterizedTest
  @EnumSource
  void anOldClientGetsABodyUntilTheEndOfTheConnection(Provider provider) throws Exception {
    try (Live live =
        Live.start(
            provider,
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              exchange.getResponseBody().write("hello".getBytes(UTF_8));
              exchange.close();
            })) {
      assertThat(live.ask("GET / HTTP/1.0\r\n\r\n"))
          .doesNotContainIgnoringCase("chunked")
          .endsWith("\r\n\r\nhello");
    }
  }

  @ParameterizedTest
  @EnumSource
  void noBodyMeansALengthOfZero(Provider provider) throws Exception {
    try (Live live = Live.start(provider, exchange -> exchange.sendResponseHeaders(200, -1))) {
      assertThat(live.get("/"))
          .containsIgnoringCase("\r\nContent-Length: 0\r\n")
          .endsWith("\r\n\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 304})
  void someStatusesHaveNoBody(int status) throws Exception {
    for (Provider provider : Provider.values()) {
      try (Live live =
          Live.start(
              provider,
              exchange -> {
                exchange.sendResponseHeaders(status, 0);
                exchange.close();
              })) {
        assertThat(live.get("/"))
            .startsWith("HTTP/1.1 " + status)
            .doesNotContainIgnoringCase("chunked")
            .doesNotContainIgnoringCase("\r\nContent-Length")
            .endsWith("\r\n\r\n");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void toHeadTheLengthIsSaidAndNoBodySent(Provider provider) throws Exception {
    try (Live live =
        Live.start(
            provider,
            exchange -> {
              exchange.getResponseHeaders().set("Content-Length", "12345");
              exchange.sendResponseHeaders(200, -1);
            })) {
      assertThat(live.ask("HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
          .containsIgnoringCase("\r\nContent-Length: 12345\r\n")
          .endsWith("\r\n\r\n");
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenToHeadIsRefused(Provider provider) throws Exception {
    CompletableFuture<Throwable> refused = new CompletableFuture<>();
    try (Live live =
        Live.start(
            provider,
            exchange -> {
              exchange.sendResponseHeaders(200, 5);
              refused.complete(failure(() -> exchange.getResponseBody().write(new byte[5])));
              exchange.close();
            })) {
      assertThat(live.ask("HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
          .startsWith("HTTP/1.1 200")
          .endsWith("\r\n\r\n");
      assertThat(refused.get()).isInstanceOf(IOException.class).hasMessage("stream closed");
    }
  }

  @ParameterizedTest
  @EnumSource
  void moreThanTheLengthIsRefusedAndTheRestMayFollow(Provider provider) throws Exception {
    CompletableFuture<Throwable> refused = new CompletableFuture<>();
    try (Live live =
        Live.start(
            provider,
            exchange -> {
              exchange.sendResponseHeaders(200, 5);
              refused.complete(failure(() -> exchange.getResponseBody().write(new byte[6])));
              exchange.getResponseBody().write("hello".getBytes(UTF_8));
              exchange.close();
            })) {
      assertThat(live.get("/")).endsWith("\r\n\r\nhello");
      assertThat(refused.get())
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("too many bytes to write to stream");
    }
  }

  /// The JDK's leaves its client waiting then.
  @Test
  void lessThanTheLengthIsAFailureThatTheClientSees() throws Exception {
    CompletableFuture<Throwable> refused = new CompletableFuture<>();
    try (Live live =
        Live.start(
            Provider.WEIGHTLESS,
            exchange -> {
              exchange.sendResponseHeaders(200, 5);
              exchange.getResponseBody().write("hell".getBytes(UTF_8));
              refused.complete(failure(exchange.getResponseBody()::close));
            })) {
      assertThat(cut(live, "/")).doesNotContain("hello");
      assertThat(refused.get())
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("insufficient bytes written to stream");
    }
  }

  /// What comes before the connection ends, in good order or not.
  private static String cut(Live live, String target) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Socket socket = live.connect()) {
      socket
          .getOutputStream()
          .write(("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(UTF_8));
      for (int b = socket.getInputStream().read(); b >= 0; b = socket.getInputStream().read()) {
        all.append((char) b);
      }
    } catch (IOException reset) {
      all.append("!");
    }
    return all.toString();
  }

  @ParameterizedTest
  @EnumSource
  void theHeadIsSentOnce(Provider provider) throws Exception {
    CompletableFuture<Throwable> refused = new CompletableFuture<>();
    try (Live live =
        Live.start(
            provider,
            exchange -> {
              exchange.sendResponseHeaders(200, -1);
              refused.complete(failure(() -> exchange.sendResponseHeaders(404, -1)));
            })) {
      assertThat(live.get("/")).startsWith("HTTP/1.1 200");
      assertThat(refused.get()).isInstanceOf(IOException.class).hasMessage("headers already sent");
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsWrittenBeforeTheHead(Provider provider) throws Exception {
    List<Object> seen = new ArrayList<>();
    try (Live live =
        Live.start(
            provider,
            exchange -> {
              seen.add(exchange.getResponseCode());
              Throwable early = failure(() -> exchange.getResponseBody().write(1));
              seen.add(String.valueOf(early.getMessage()));
              exchange.sendResponseHeaders(201, 1);
              seen.add(exchange.getResponseCode());
              exchange.getResponseBody().write('x');
              exchange.close();
            })) {
      assertThat(live.get("/")).startsWith("HTTP/1.1 201 Created\r\n").endsWith("\r\n\r\nx");
      assertThat(seen).containsExactly(-1, "response headers not sent yet", 201);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFlushSendsTheHead(Provider provider) throws Exception {
    CompletableFuture<String> asked = new CompletableFuture<>();
    try (Live live =
            Live.start(
                provider,
                exchange -> {
                  exchange.sendResponseHeaders(200, 0);
                  exchange.getResponseBody().flush();
                  exchange.getRequestBody().readAllBytes();
                  exchange.close();
                  asked.complete("all");
                });
        Socket socket = live.connect()) {
      socket
          .getOutputStream()
          .write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n".getBytes(UTF_8));
      byte[] beginning = socket.getInputStream().readNBytes(12);
      socket.getOutputStream().write('x');

      assertThat(new String(beginning, UTF_8)).isEqualTo("HTTP/1.1 200");
      assertThat(asked.get()).isEqualTo("all");
    }
  }

  @ParameterizedTest
  @EnumSource
  void muchIsSentAsItIsWritten(Provider provider) throws Exception {
    byte[] part = "0123456789".repeat(10_000).getBytes(UTF_8);
    try (Live live =
        Live.start(
            provider,
            exchange -> {
              exchange.sendResponseHeaders(200, 10L * part.length + 10);
              for (int i = 0; i < 10; i++) {
                exchange.getResponseBody().write(part);
                exchange.getResponseBody().write('x');
              }
              exchange.close();
            })) {
      assertThat(Live.bodyOf(live.get("/"))).isEqualTo((new String(part, UTF_8) + "x").repeat(10));
    }
  }

  @ParameterizedTest
  @EnumSource
  void fieldsAreSentWithEachOfTheirValues(Provider provider) throws Exception {
    try (Live live =
        Live.start(
            provider,
            exchange -> {
              exchange.getResponseHeaders().add("x-MANY", "1");
              exchange.getResponseHeaders().add("X-many", "2");
              exchange.sendResponseHeaders(299, -1);
            })) {
      assertThat(live.get("/"))
          .startsWith("HTTP/1.1 299 ")
          .contains("\r\nX-many: 1\r\nX-many: 2\r\n");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aHandlerMayEndTheConnection(Provider provider) throws Exception {
    try (Live live =
        Live.start(
            provider,
            exchange -> {
              exchange.getResponseHeaders().set("Connection", "close");
              Answers.send(exchange, "bye");
            })) {
      assertThat(live.ask("GET / HTTP/1.1\r\nHost: a\r\n\r\n"))
          .containsIgnoringCase("\r\nConnection: close\r\n")
          .containsOnlyOnce("onnection")
          .endsWith("\r\n\r\nbye");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aConnectionServesManyRequests(Provider provider) throws Exception {
    try (Live live =
        Live.start(
            provider, exchange -> Answers.send(exchange, exchange.getRequestURI().getPath()))) {
      String asked = "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n";
      String last = "GET /3 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

      assertThat(live.ask(asked + last))
          .contains("\r\n\r\n/1HTTP/1.1 200", "\r\n\r\n/2HTTP/1.1 200")
          .endsWith("\r\n\r\n/3");
    }
  }

  @ParameterizedTest
  @EnumSource
  void anExchangeThatIsClosedWithoutAnAnswerEndsTheConnection(Provider provider) throws Exception {
    try (Live live = Live.start(provider, HttpExchange::close)) {
      assertThat(cut(live, "/")).isIn("", "!");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aHandlerThatReturnsMayAnswerLater(Provider provider) throws Exception {
    CompletableFuture<HttpExchange> kept = new CompletableFuture<>();
    try (Live live = Live.start(provider, kept::complete);
        Socket socket = live.connect()) {
      socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(UTF_8));
      Answers.send(kept.get(), "later");

      assertThat(new String(socket.getInputStream().readNBytes(12), UTF_8))
          .isEqualTo("HTTP/1.1 200");
    }
  }

  private interface Action {
    void run() throws Exception;
  }

  private static Throwable failure(Action action) {
    try {
      action.run();
      return new AssertionError("it was not refused");
    } catch (Exception e) {
      return e;
    }
  }

  /// The JDK's leaves its client waiting then.
  @Test
  void aFieldThatCanNotBeSentIsRefused() throws Exception {
    CompletableFuture<Throwable> refused = new CompletableFuture<>();
    try (Live live =
        Live.start(
            Provider.WEIGHTLESS,
            exchange -> {
              exchange.getResponseHeaders().add("X", "list");
              exchange.getResponseHeaders().get("X").add("a\r\nSet-Cookie: b");
              refused.complete(failure(() -> exchange.sendResponseHeaders(200, -1)));
              exchange.close();
            })) {
      assertThat(cut(live, "/")).doesNotContain("Set-Cookie");
      assertThat(refused.get()).isInstanceOf(IllegalArgumentException.class);
    }
  }
}

package io.weightless.check.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.weightless.http.Body;
import io.weightless.http.Headers;
import io.weightless.http.client.BadResponse;
import io.weightless.http.client.ClientRequest;
import io.weightless.http.client.ClientResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Our client against the server that the JDK has.
class ClientAndJdkServerStory {
  private static final String TEXT = Application.words(300_000);

  /// From which ports it was asked.
  private final Set<Integer> ports = Collections.newSetFromMap(new ConcurrentHashMap<>());

  private ExecutorService threads;
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    threads = Executors.newCachedThreadPool();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void end() {
    server.stop(0);
    threads.close();
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private void answer(HttpExchange exchange) throws IOException {
    ports.add(exchange.getRemoteAddress().getPort());
    try (exchange) {
      switch (exchange.getRequestURI().getPath()) {
        case "/whole" -> send(exchange, 200, TEXT.length(), TEXT);
        case "/chunked" -> send(exchange, 200, 0, TEXT);
        case "/none" -> exchange.sendResponseHeaders(204, -1);
        case "/same" -> exchange.sendResponseHeaders(304, -1);
        case "/short" -> send(exchange, 200, 1000, "short");
        case "/broken" -> throw new IOException("a handler that fails");
        case "/refuse" -> send(exchange, 403, 3, "no\n");
        default -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getRequestBody().transferTo(exchange.getResponseBody());
        }
      }
    }
  }

  private static void send(HttpExchange exchange, int status, int length, String text)
      throws IOException {
    exchange.getResponseHeaders().add("ETag", "\"a\"");
    boolean isHead = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, isHead ? -1 : length);
    if (!isHead) {
      exchange.getResponseBody().write(text.getBytes(UTF_8));
      exchange.getResponseBody().flush();
    }
  }

  @Test
  void responsesOfAllFramingsComeOverOneConnection() throws Exception {
    Asking.with(client -> {
      for (int i = 0; i < 10; i++) {
        assertThat(Asking.get(client, url("/whole"))).isEqualTo("200 " + TEXT);
        assertThat(Asking.get(client, url("/chunked"))).isEqualTo("200 " + TEXT);
        assertThat(Asking.get(client, url("/none"))).isEqualTo("204 ");
        assertThat(Asking.get(client, url("/same"))).isEqualTo("304 ");
        assertThat(Asking.answer(client, ClientRequest.head(url("/whole")))).isEqualTo("200 ");
        assertThat(Asking.post(client, url("/echo"), "there")).isEqualTo("200 there");
      }
      assertThat(client.connections()).isEqualTo(1);
    });
    assertThat(ports).hasSize(1);
  }

  @Test
  void largeBodiesGoBothWaysInBothFramings() throws Exception {
    Asking.with(client -> {
      for (long length : new long[] {-1, 20L * TEXT.length()}) {
        Body body =
            new Body.Streamed(
                length,
                sink -> {
                  for (int i = 0; i < 20; i++) {
                    sink.write(ByteBuffer.wrap(TEXT.getBytes(UTF_8)));
                  }
                });
        for (Headers headers :
            new Headers[] {Headers.EMPTY, Headers.of("Expect", "100-continue")}) {
          ClientRequest post = ClientRequest.post(url("/echo"), body).with(headers);
          assertThat(Asking.answer(client, post)).isEqualTo("200 " + TEXT.repeat(20));
        }
      }
      assertThat(client.idle()).isEqualTo(1);
    });
  }

  @Test
  void whatFailsThereIsAFailureHereAndTheNextRequestIsAnswered() throws Exception {
    Asking.with(client -> {
      assertThatThrownBy(() -> Asking.get(client, url("/short")))
          .isInstanceOf(BadResponse.class)
          .hasMessage("the connection ended after 5 bytes of a body of 1000");
      assertThatThrownBy(() -> Asking.post(client, url("/broken"), "x"))
          .isInstanceOf(IOException.class);
      assertThat(Asking.get(client, url("/whole"))).isEqualTo("200 " + TEXT);
    });
  }

  @Test
  void aRefusalOfALargeUploadIsRead() throws Exception {
    Asking.with(client -> {
      Body body = ClientRequest.bytes(TEXT.repeat(20).getBytes(UTF_8));
      try (ClientResponse response = client.send(ClientRequest.put(url("/refuse"), body))) {
        assertThat(response.status().code()).isEqualTo(403);
        assertThat(response.text(10)).isEqualTo("no\n");
      }
      assertThat(Asking.get(client, url("/whole"))).isEqualTo("200 " + TEXT);
    });
  }

  @Test
  void aServerThatStopsIsSeenAndOneThatStartsThereIsConnectedTo() throws Exception {
    Asking.with(client -> {
      assertThat(Asking.get(client, url("/whole"))).isEqualTo("200 " + TEXT);
      InetSocketAddress here = server.getAddress();
      server.stop(0);
      server = HttpServer.create(here, 0);
      server.setExecutor(threads);
      server.createContext("/", this::answer);
      server.start();
      assertThat(Asking.post(client, url("/echo"), "there")).isEqualTo("200 there");
    });
  }
}

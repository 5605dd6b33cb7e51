package io.weightless.check.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.weightless.channel.Channel;
import io.weightless.channel.Subscription;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Answer;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

/// The JDK's own HTTP client as the peer: it publishes what it gets, and subscribes to what it
/// sends.
final class HttpClientPeerTest {
  private static final int LINES = 2_000;

  @Test
  void aChannelIsTheBodyThatItSendsAndASubscriptionTheOneThatItGets() throws Exception {
    HttpServer server = echo();
    try (Reactor reactor = Reactor.open();
        HttpClient client = HttpClient.newHttpClient()) {
      StringBuilder got = new StringBuilder();
      reactor.run(() ->
          Scope.join(scope -> {
            Channel<ByteBuffer> body = Channel.buffered(4);
            scope.start("writes", () -> writeAll(body));
            HttpRequest request =
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                    .POST(BodyPublishers.fromPublisher(body.toPublisher(scope)))
                    .build();
            HttpResponse<Flow.Publisher<List<ByteBuffer>>> response =
                Answer.await(answer -> send(client, request, answer));
            try (var parts = Subscription.to(response.body(), 4)) {
              parts.forEach(part -> part.forEach(bytes -> got.append(UTF_8.decode(bytes))));
            }
          }));
      assertThat(got.toString().lines()).hasSize(LINES).startsWith("line 0").endsWith("line 1999");
    } finally {
      server.stop(0);
    }
  }

  private static void send(
      HttpClient client,
      HttpRequest request,
      Answer<HttpResponse<Flow.Publisher<List<ByteBuffer>>>> answer) {
    var _ = client.sendAsync(request, BodyHandlers.ofPublisher()).whenComplete(answer);
  }

  private static void writeAll(Channel<ByteBuffer> body) {
    for (int i = 0; i < LINES; i++) {
      body.send(UTF_8.encode("line " + i + "\n"));
    }
    body.close();
  }

  private static HttpServer echo() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (exchange) {
            exchange.getRequestBody().transferTo(exchange.getResponseBody());
          }
        });
    server.start();
    return server;
  }
}

package io.weightless.http.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.Body;
import io.weightless.http.Handler;
import io.weightless.http.HttpServer;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.kit.World;
import io.weightless.net.Address;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A client against the project's own server, in memory.
final class HttpClientTest {
  private static final int AMPLE = 1_000_000;

  @Test
  void aResponseComesWithItsFieldsAndItsBody() throws Exception {
    Handler handler = request -> Response.ok("you said " + request.target()).with("X-One", "1");

    with(
        handler,
        client -> {
          try (var response = client.send(ClientRequest.get("http://server/a?b=c"))) {
            assertThat(response.status()).isEqualTo(Status.OK);
            assertThat(response.headers().first("x-one")).isEqualTo("1");
            assertThat(response.text(AMPLE)).isEqualTo("you said /a?b=c");
          }
        });
  }

  @Test
  void requestsOneAfterTheOtherShareAConnection() throws Exception {
    with(
        request -> Response.ok("x"),
        client -> {
          for (int i = 0; i < 3; i++) {
            assertThat(text(client, ClientRequest.get("http://server/"))).isEqualTo("x");
          }
          assertThat(client.connections()).isEqualTo(1);
          assertThat(client.idle()).isEqualTo(1);
        });
  }

  @Test
  void aBodyInMemoryIsSent() throws Exception {
    String large = "x".repeat(100_000);
    with(
        HttpClientTest::echo,
        client -> {
          for (String text : List.of("", "little", large)) {
            Body body = ClientRequest.bytes(text.getBytes(UTF_8));
            assertThat(text(client, ClientRequest.post("http://server/", body))).isEqualTo(text);
          }
          assertThat(client.connections()).isEqualTo(1);
        });
  }

  @Test
  void aStreamedBodyIsSentWhileTheResponseIsRead() throws Exception {
    Handler echo =
        request ->
            Response.of(Status.OK)
                .with(
                    new Body.Streamed(sink -> {
                      ByteBuffer part = request.body().read();
                      while (part.hasRemaining()) {
                        sink.write(part);
                        part = request.body().read();
                      }
                    }));
    List<String> seen = new ArrayList<>();
    Body twice =
        new Body.Streamed(sink -> {
          sink.write(UTF_8.encode("one"));
          while (seen.isEmpty()) {
            Task.yield();
          }
          sink.write(UTF_8.encode("two"));
        });

    with(
        echo,
        client -> {
          try (var response = client.send(ClientRequest.post("http://server/", twice))) {
            ByteBuffer part = response.body().read();
            while (part.hasRemaining()) {
              seen.add(UTF_8.decode(part).toString());
              part = response.body().read();
            }
          }
          assertThat(seen).containsExactly("one", "two");
          assertThat(client.idle()).isEqualTo(1);
        });
  }

  @Test
  void aHandlerAsksAnotherServerWhileItIsAsked() throws Exception {
    List<HttpClient> clients = new ArrayList<>();
    Handler front =
        request ->
            request.target().equals("/back")
                ? Response.ok("hello!")
                : Response.ok(
                    "200 " + text(clients.getFirst(), ClientRequest.get("http://server/back")));

    with(
        front,
        client -> {
          clients.add(client);
          assertThat(text(client, ClientRequest.get("http://server/front")))
              .isEqualTo("200 hello!");
          assertThat(client.connections()).isEqualTo(2);
        });
  }

  @Test
  void aFailureShowsWhereItHappenedAndWhoHasAsked() throws Exception {
    with(
        request -> Response.ok("x"),
        client ->
            assertThatThrownBy(() -> client.send(ClientRequest.get("http://nobody/")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nobody:80")
                .satisfies(failure ->
                    assertThat(failure.getStackTrace())
                        .extracting(StackTraceElement::getClassName)
                        .contains(
                            "io.weightless.http.client.internal.Pool",
                            HttpClientTest.class.getName())));
  }

  private static Response echo(Request request) throws Exception {
    return Response.text(Status.OK, new String(request.body().readAll(AMPLE), UTF_8));
  }

  private static String text(HttpClient client, ClientRequest request) throws Exception {
    try (ClientResponse response = client.send(request)) {
      return response.text(AMPLE);
    }
  }

  private interface Use {
    void with(HttpClient client) throws Exception;
  }

  private static void with(Handler handler, Use use) throws Exception {
    World.run(() ->
        Scope.join(scope -> {
          Address address = new Address("server", 80);
          try (HttpServer server = HttpServer.listen(scope, address, handler);
              HttpClient client = HttpClient.open()) {
            use.with(client);
            assertThat(server.connections()).isEqualTo(client.connections());
          }
        }));
  }
}

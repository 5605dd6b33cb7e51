package io.weightless.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.weightless.scope.Task;
import io.weightless.testkit.FastEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Libraries that ask for an executor get the reactor's: the JDK's HTTP client and server.
class ExecutorOfLibrariesTest {
  private final Reactor reactor = Reactor.open();
  private final List<String> trail = Collections.synchronizedList(new ArrayList<>());
  private HttpServer server;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = "hello".getBytes(StandardCharsets.US_ASCII);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
    reactor.close();
  }

  private HttpRequest request() {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"))
        .build();
  }

  @Test
  void theHttpClientsWorkRunsAsTasksAndItsAnswerIsAwaited() {
    HttpClient client = HttpClient.newBuilder().executor(reactor.executor()).build();
    reactor.run(() ->
        trail.add(
            Task.await(client.sendAsync(request(), this::body).thenApply(HttpResponse::body))));
    client.shutdownNow();

    assertThat(trail).hasSize(2).last().isEqualTo("hello");
    assertThat(trail.getFirst()).startsWith("a task of Reactor");
  }

  /// Called by the client's own work.
  private HttpResponse.BodySubscriber<String> body(HttpResponse.ResponseInfo info) {
    trail.add(FutureStagesTest.here());
    return BodyHandlers.ofString().apply(info);
  }

  /// On the portable engine its wait would hold the loop that it waits for.
  @Test
  @FastEngine
  void aCallThatBlocksParksItsTaskWhileItsOwnWorkRunsOnTheSameReactor() throws Exception {
    HttpClient client = HttpClient.newBuilder().executor(reactor.executor()).build();
    reactor.<Exception>run(() -> trail.add(client.send(request(), BodyHandlers.ofString()).body()));
    client.shutdownNow();

    assertThat(trail).containsExactly("hello");
  }
}

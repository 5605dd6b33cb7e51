package io.weightless.http.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.Body;
import io.weightless.http.Handler;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.kit.LiveServer;
import io.weightless.net.NetworkException;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A client against the project's own server, and against raw sockets, over the network of this
/// computer.
final class HttpClientOnSocketsTest {
  private static final int AMPLE = 10_000_000;
  private static final Handler ECHO =
      request -> Response.text(Status.OK, new String(request.body().readAll(AMPLE), UTF_8));

  private interface Use {
    void with(HttpClient client) throws Exception;
  }

  private static void open(String backend, Use use) throws Exception {
    try (Reactor reactor = Reactor.open(backend)) {
      reactor.run(() -> {
        try (HttpClient client = HttpClient.open()) {
          use.with(client);
        }
      });
    }
  }

  private static String text(HttpClient client, ClientRequest request) throws Exception {
    try (ClientResponse response = client.send(request)) {
      return response.text(AMPLE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nio", "epoll", "uring"})
  void requestsOfManyTasksShareConnections(String backend) throws Exception {
    try (LiveServer server = LiveServer.start(() -> ECHO)) {
      open(
          backend,
          client ->
              Scope.join(scope -> {
                List<Task<?>> tasks = new ArrayList<>();
                for (int i = 0; i < 50; i++) {
                  String text = "x".repeat(i * 1000);
                  ClientRequest request =
                      ClientRequest.post(
                          server.uri("/").toString(), ClientRequest.bytes(text.getBytes(UTF_8)));
                  tasks.add(
                      scope.start(
                          "request", () -> assertThat(text(client, request)).isEqualTo(text)));
                }
                tasks.forEach(Task::await);
                assertThat(client.connections()).isBetween(1, 20);
                assertThat(client.idle()).isEqualTo(client.connections());
              }));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nio", "epoll", "uring"})
  void aLargeBodyGoesBothWaysAtOnce(String backend) throws Exception {
    Handler stream =
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
    int parts = 100;
    Body body =
        new Body.Streamed(sink -> {
          for (int i = 0; i < parts; i++) {
            sink.write(ByteBuffer.allocate(100_000));
          }
        });
    try (LiveServer server = LiveServer.start(() -> stream)) {
      open(
          backend,
          client -> {
            ClientRequest request = ClientRequest.post(server.uri("/").toString(), body);
            try (ClientResponse response = client.send(request)) {
              long count = 0;
              for (int n = response.body().read().remaining();
                  n > 0;
                  n = response.body().read().remaining()) {
                count += n;
              }
              assertThat(count).isEqualTo(parts * 100_000L);
            }
          });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nio", "epoll", "uring"})
  void aServerThatHangsUpWhileNobodyAsksIsConnectedToAnew(String backend) throws Exception {
    try (ServerSocket listener = new ServerSocket(0)) {
      Thread server = new Thread(() -> answerTwiceOnce(listener), "server");
      server.start();
      open(
          backend,
          client -> {
            String url = "http://127.0.0.1:" + listener.getLocalPort() + "/";
            assertThat(text(client, ClientRequest.get(url))).isEqualTo("1");
            while (client.connections() > 0) {
              Task.sleep(Duration.ofMillis(1));
            }
            assertThat(text(client, ClientRequest.post(url, Body.None.NONE))).isEqualTo("2");
          });
      server.join();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nio", "epoll", "uring"})
  void aServerThatHangsUpWhileTheLoopIsHeldIsSeenBeforeAPostIsSent(String backend)
      throws Exception {
    AtomicInteger hungUp = new AtomicInteger();
    try (ServerSocket listener = new ServerSocket(0)) {
      Thread server = new Thread(() -> answerTwiceOnce(listener, hungUp), "server");
      server.start();
      open(
          backend,
          client -> {
            String url = "http://127.0.0.1:" + listener.getLocalPort() + "/";
            assertThat(text(client, ClientRequest.post(url, Body.None.NONE))).isEqualTo("1");
            while (hungUp.get() == 0) {
              Thread.onSpinWait(); // and nothing else runs
            }
            assertThat(text(client, ClientRequest.post(url, Body.None.NONE))).isEqualTo("2");
          });
      server.join();
    }
  }

  private static void answerTwiceOnce(ServerSocket listener) {
    answerTwiceOnce(listener, new AtomicInteger());
  }

  private static void answerTwiceOnce(ServerSocket listener, AtomicInteger hungUp) {
    for (int i = 1; i <= 2; i++) {
      try (Socket socket = listener.accept()) {
        byte[] head = new byte[1000];
        int count = socket.getInputStream().read(head);
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + (count > 0 ? i : 0);
        socket.getOutputStream().write(answer.getBytes(UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      hungUp.incrementAndGet();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nio", "epoll", "uring"})
  void whereNobodyListensTheFailureSaysSo(String backend) throws Exception {
    int port;
    try (ServerSocket listener = new ServerSocket(0)) {
      port = listener.getLocalPort();
    }
    open(
        backend,
        client -> {
          assertThatThrownBy(() -> client.send(ClientRequest.get("http://127.0.0.1:" + port)))
              .isInstanceOf(NetworkException.class)
              .hasMessageContaining("127.0.0.1:" + port);
          assertThatThrownBy(() -> client.send(ClientRequest.get("http://nobody.invalid/")))
              .isInstanceOf(NetworkException.class);
          assertThat(client.connections()).isZero();
        });
  }
}

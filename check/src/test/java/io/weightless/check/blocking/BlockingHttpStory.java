package io.weightless.check.blocking;

import static io.weightless.check.blocking.OneReactor.untilBlocked;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.Handler;
import io.weightless.http.HttpServer;
import io.weightless.http.Response;
import io.weightless.net.Address;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.TaskInfo;
import io.weightless.scope.Scope;
import io.weightless.testing.Trail;
import io.weightless.testkit.FastEngine;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The JDK's HTTP clients in tasks, against a server of the same reactor: the answer can't come
/// unless the loop goes on.
@FastEngine
@Timeout(60)
final class BlockingHttpStory {
  private final Trail trail = new Trail();

  private interface Client {
    void ask(Scope scope, URI server) throws Exception;
  }

  /// A server that answers to hello, and `client` beside it.
  private void beside(Client client) throws Exception {
    beside(
        _ -> {
          trail.add("served");
          return Response.ok("hello");
        },
        client);
  }

  private static void beside(Handler handler, Client client) throws Exception {
    OneReactor.run(scope -> {
      try (HttpServer server = HttpServer.listen(scope, new Address("127.0.0.1", 0), handler)) {
        URI uri = URI.create("http://127.0.0.1:" + server.address().port() + "/");
        Scope.join(asking -> client.ask(asking, uri));
      }
    });
  }

  @Test
  void theHttpClientSendsAndWaits() throws Exception {
    beside((_, uri) -> {
      try (HttpClient client = HttpClient.newHttpClient()) {
        trail.add(client.send(request(uri), BodyHandlers.ofString()).body());
      }
    });

    trail.assertIs("served", "hello");
  }

  @Test
  void theFutureOfTheHttpClientIsAwaited() throws Exception {
    beside((_, uri) -> {
      try (HttpClient client = HttpClient.newHttpClient()) {
        CompletableFuture<String> body =
            client.sendAsync(request(uri), BodyHandlers.ofString()).thenApply(r -> r.body());
        trail.add("sent");
        trail.add(body.get());
      }
    });

    trail.assertIs("sent", "served", "hello");
  }

  @Test
  void manyTasksAskAtOnce() throws Exception {
    Semaphore all = new Semaphore(0);
    beside(
        _ -> {
          all.release();
          all.acquire(10);
          all.release(10);
          return Response.ok("hello");
        },
        (_, uri) -> {
          try (HttpClient client = HttpClient.newHttpClient()) {
            Scope.join(scope -> {
              for (int i = 0; i < 10; i++) {
                scope.start(
                    "asks",
                    () -> trail.add(client.send(request(uri), BodyHandlers.ofString()).body()));
              }
            });
          }
        });

    assertThat(trail.events()).hasSize(10).containsOnly("hello");
  }

  @Test
  void aBodyIsReadAsItComes() throws Exception {
    beside((_, uri) -> {
      try (HttpClient client = HttpClient.newHttpClient();
          InputStream body = client.send(request(uri), BodyHandlers.ofInputStream()).body()) {
        trail.add(new String(body.readAllBytes(), US_ASCII));
      }
    });

    trail.assertIs("served", "hello");
  }

  @Test
  void theOldConnectionOfAnAddressWaitsToo() throws Exception {
    beside((_, uri) -> {
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setRequestProperty("Connection", "close");
      try (InputStream body = connection.getInputStream()) {
        trail.add(new String(body.readAllBytes(), US_ASCII));
      }
    });

    trail.assertIs("served", "hello");
  }

  /// Its handlers run on its own thread, or on an executor of yours.
  @Test
  void theJdksServerAndATaskTalk() throws Exception {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var server = com.sun.net.httpserver.HttpServer.create(address, 0);
    Semaphore asked = new Semaphore(0);
    server.createContext(
        "/",
        exchange -> {
          asked.acquireUninterruptibly();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    try (HttpClient client = HttpClient.newHttpClient()) {
      OneReactor.run(scope -> {
        scope.start(
            "asks",
            () -> trail.add(client.send(request(uri), BodyHandlers.discarding()).statusCode()));
        untilBlocked("asks");
        trail.add("the loop goes on");
        asked.release();
      });
    } finally {
      server.stop(0);
    }

    trail.assertIs("the loop goes on", "204");
  }

  /// They are platform threads: no guests, and nobody's but the client's. That they have ended is
  /// seen by [io.weightless.testing.LeakCheck], which looks at every test here.
  @Test
  void theHttpClientsOwnThreadsAreNoGuestsAndEndWithTheClient() throws Exception {
    beside((_, uri) -> {
      try (HttpClient client = HttpClient.newHttpClient()) {
        trail.add(client.send(request(uri), BodyHandlers.ofString()).body());
        trail.add(guests().size() + " guests");
        trail.add(threadsOfClients() > 0);
      }
    });

    trail.assertIs("served", "hello", "0 guests", "true");
  }

  private static long threadsOfClients() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("HttpClient-"))
        .count();
  }

  /// The client starts them from its own thread and not from the task: so they are no guests.
  @Test
  void virtualThreadsThatTheHttpClientStartsForItsWorkAreNoGuestsEither() throws Exception {
    ConcurrentLinkedQueue<Thread> started = new ConcurrentLinkedQueue<>();
    Executor perWork = work -> started.add(Thread.startVirtualThread(work));
    beside((_, uri) -> {
      try (HttpClient client = HttpClient.newBuilder().executor(perWork).build()) {
        trail.add(client.send(request(uri), BodyHandlers.ofString()).body());
        trail.add(guests().size() + " guests");
        trail.add(started.isEmpty());
      }
    });

    trail.assertIs("served", "hello", "0 guests", "false");
  }

  private static List<TaskInfo> guests() {
    return Reactor.current().tasks().stream()
        .filter(task -> task.kind() == TaskInfo.Kind.GUEST)
        .toList();
  }

  private static HttpRequest request(URI uri) {
    return HttpRequest.newBuilder(uri).build();
  }
}

package io.weightless.http.jdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import io.weightless.http.Handler;
import io.weightless.http.HttpServer;
import io.weightless.http.Response;
import io.weightless.http.kit.Client;
import io.weightless.http.kit.World;
import io.weightless.http.routing.Route;
import io.weightless.http.routing.Router;
import io.weightless.net.Address;
import io.weightless.net.Network;
import io.weightless.reactor.Cancelled;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.testkit.FastEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// Servers in tasks, and handlers that are tasks.
final class TaskTest {
  private static final Address HERE = new Address("127.0.0.1", 80);

  private static WeightlessHttpServer listening(HttpHandler handler) throws IOException {
    InetAddress host = InetAddress.ofLiteral("127.0.0.1");
    WeightlessHttpServer server =
        new WeightlessHttpServerProvider().createHttpServer(new InetSocketAddress(host, 80), 0);
    server.createContext("/", handler);
    server.start();
    return server;
  }

  private static Client client() throws IOException {
    return new Client(Reactor.current().service(Network.class).connect(HERE));
  }

  @Test
  void aServerThatIsMadeInATaskLivesOnItsReactor() throws Exception {
    List<Object> seen = new ArrayList<>();
    World.run(() -> {
      WeightlessHttpServer server =
          listening(exchange -> {
            seen.add(Reactor.current());
            Answers.send(exchange, "here");
          });
      try (Client client = client()) {
        assertThat(client.get("/").body()).isEqualTo("here");
      }
      assertThat(seen).containsExactly(Reactor.current());
      server.stop(0);
      assertThatThrownBy(TaskTest::client).isInstanceOf(IOException.class);
    });
  }

  @Test
  void aHandlerThatWaitsHoldsUpNobodyElse() throws Exception {
    World.run(() -> {
      WeightlessHttpServer server =
          listening(exchange -> {
            if (exchange.getRequestURI().getPath().equals("/slow")) {
              Task.sleep(Duration.ofHours(1));
            }
            Answers.send(exchange, "done");
          });
      try (Client slow = client();
          Client quick = client()) {
        slow.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(quick.get("/quick").body()).isEqualTo("done");
        assertThat(slow.receive().body()).isEqualTo("done");
      }
      server.stop(0);
    });
  }

  @Test
  void whatIsUnderWayHasAsLongAsItsServersStopSays() throws Exception {
    World.run(() -> {
      WeightlessHttpServer server =
          listening(exchange -> {
            Task.sleep(Duration.ofSeconds(5));
            Answers.send(exchange, "in time");
          });
      try (Client client = client()) {
        client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        Task.sleep(Duration.ofSeconds(1));
        Scope.run(scope -> {
          scope.start("stops", () -> server.stop(10));
          assertThat(client.receive().body()).isEqualTo("in time");
          return null;
        });
      }
    });
  }

  @Test
  void aHandlerThatIsNotDoneInTimeIsCancelled() throws Exception {
    List<String> trail = new ArrayList<>();
    World.run(() -> {
      WeightlessHttpServer server =
          listening(exchange -> {
            try {
              Task.sleep(Duration.ofHours(1));
            } catch (Cancelled cancelled) {
              trail.add("cancelled");
              throw cancelled;
            }
          });
      try (Client client = client()) {
        client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        Task.sleep(Duration.ofSeconds(1));
        long began = Reactor.current().clock().nanos();
        server.stop(10);
        trail.add("after " + Duration.ofNanos(Reactor.current().clock().nanos() - began));
        assertThatThrownBy(client::receive).isInstanceOf(IOException.class);
      }
    });
    assertThat(trail).containsExactly("cancelled", "after PT10S");
  }

  @Test
  void aReadThatIsGivenUpLosesNothing() throws Exception {
    World.run(() -> {
      WeightlessHttpServer server =
          listening(exchange -> {
            try {
              Scope.join(
                  Deadline.after(Duration.ofSeconds(1)), _ -> exchange.getRequestBody().read());
            } catch (DeadlineExceeded late) {
              Answers.send(
                  exchange, "late " + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            }
          });
      try (Client client = client()) {
        client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n");
        Task.sleep(Duration.ofSeconds(2));
        client.send("hello");
        assertThat(client.receive().body()).isEqualTo("late hello");
      }
      server.stop(0);
    });
  }

  @Test
  void aServerThatDoesNotListenIsAHandlerAmongOthers() throws Exception {
    World.run(() -> {
      WeightlessHttpServer foreign = new WeightlessHttpServerProvider().createHttpServer(null, 0);
      foreign.createContext(
          "/api/", exchange -> Answers.send(exchange, exchange.getRequestURI().toString()));
      Handler site =
          Router.of(
              Route.mount("/api", foreign.handler()), Route.get("/", _ -> Response.ok("page")));
      Scope.run(scope -> {
        HttpServer server = HttpServer.listen(scope, HERE, site);
        try (Client client = client()) {
          assertThat(client.get("/").body()).isEqualTo("page");
          assertThat(client.get("/api/a%20b?c").body()).isEqualTo("/api/a%20b?c");
          assertThat(client.get("/other").status()).isEqualTo(404);
          foreign.stop(0);
          assertThat(client.get("/api/").status()).isEqualTo(503);
        }
        server.close();
        return null;
      });
    });
  }

  @Test
  void whenItsServerIsClosedAHandlerIsCancelled() throws Exception {
    List<String> trail = new ArrayList<>();
    World.run(() -> {
      WeightlessHttpServer foreign = new WeightlessHttpServerProvider().createHttpServer(null, 0);
      foreign.createContext(
          "/",
          exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().flush();
            try {
              Task.sleep(Duration.ofHours(1));
            } finally {
              trail.add("ended");
            }
          });
      Scope.run(scope -> {
        HttpServer server = HttpServer.listen(scope, HERE, foreign.handler());
        try (Client client = client()) {
          client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
          assertThat(client.receiveHead().status()).isEqualTo(200);
          server.close();
          assertThatThrownBy(client::rest).isInstanceOf(IOException.class);
        }
        return null;
      });
      Task.sleep(Duration.ofSeconds(1));
      assertThat(trail).containsExactly("ended");
    });
  }

  @Test
  @FastEngine
  void whatBlocksInTheJdkParksTheTask() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    try (Live live =
            Live.start(
                Provider.WEIGHTLESS,
                exchange -> {
                  if (exchange.getRequestURI().getPath().equals("/first")) {
                    awaitEnd(first);
                  }
                  Answers.send(exchange, exchange.getRequestURI().getPath());
                });
        Socket waiting = live.connect()) {
      waiting.getOutputStream().write("GET /first HTTP/1.0\r\n\r\n".getBytes(UTF_8));
      assertThat(live.get("/second")).endsWith("/second");
      first.countDown();
      assertThat(new String(waiting.getInputStream().readAllBytes(), UTF_8)).endsWith("/first");
    }
  }

  private static void awaitEnd(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

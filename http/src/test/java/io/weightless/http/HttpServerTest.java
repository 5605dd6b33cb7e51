package io.weightless.http;

import static io.weightless.http.kit.World.pass;
import static io.weightless.http.kit.World.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.kit.Client;
import io.weightless.http.kit.Client.Answer;
import io.weightless.http.kit.MemoryNetwork;
import io.weightless.http.kit.World;
import io.weightless.net.Address;
import io.weightless.net.Network;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A server's life: listening, many connections, draining, closing.
final class HttpServerTest {
  private static final Address HERE = new Address("server", 80);
  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final Handler HELLO = _ -> Response.ok("hello");

  /// Answers after ten seconds.
  private static final Handler SLOW =
      _ -> {
        Task.sleep(Duration.ofSeconds(10));
        return Response.ok("late");
      };

  private interface Scene {
    void run(HttpServer server) throws Exception;
  }

  @Test
  void aServerThatCannotStartLetsGoOfItsAddress() throws Exception {
    World.run(() -> {
      Scope ended = Scope.run(scope -> scope);
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> HttpServer.listen(ended, HERE, HELLO))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("its scope has ended");
      }
    });
  }

  @Test
  void manyConnectionsAreServedAtOnce() throws Exception {
    serving(
        SLOW,
        Limits.DEFAULT,
        server -> {
          List<Client> clients = new ArrayList<>();
          for (int i = 0; i < 100; i++) {
            clients.add(connect());
            clients.getLast().send(GET);
          }
          settle();
          assertThat(server.connections()).isEqualTo(100);
          pass(Duration.ofSeconds(10));
          for (Client client : clients) {
            assertThat(client.receive().body()).isEqualTo("late");
            client.close();
          }
          settle();
          assertThat(server.connections()).isZero();
        });
  }

  @Test
  void aClientThatAlwaysHasRequestsDoesNotKeepTheOthersWaiting() throws Exception {
    List<String> trail = new ArrayList<>();
    Handler handler =
        request -> {
          trail.add(request.path());
          ((VirtualClock) Reactor.current().clock()).advance(Duration.ofNanos(50_000));
          return Response.ok(request.path());
        };
    serving(
        handler,
        Limits.DEFAULT,
        _ -> {
          try (Client flood = connect();
              Client other = connect()) {
            settle();
            flood.send("GET /flood HTTP/1.1\r\nHost: a\r\n\r\n".repeat(100));
            other.send("GET /other HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(other.receive().body()).isEqualTo("/other");
            for (int i = 0; i < 100; i++) {
              assertThat(flood.receive().body()).isEqualTo("/flood");
            }
          }
        });

    assertThat(trail.indexOf("/other")).isBetween(1, 6);
    assertThat(trail).hasSize(101);
  }

  @Test
  void anAddressThatIsTakenIsSaidAtOnce() throws Exception {
    serving(
        HELLO,
        Limits.DEFAULT,
        _ ->
            assertThatThrownBy(() -> Scope.run(scope -> HttpServer.listen(scope, HERE, HELLO)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("taken"));
  }

  @Test
  void beyondTheLimitConnectionsGet503AndThenNothing() throws Exception {
    serving(
        SLOW,
        Limits.DEFAULT.with(new Limits.Connections(2, 2, 1 << 20)),
        server -> {
          List<Client> clients = new ArrayList<>();
          for (int i = 0; i < 2 + 64 + 1; i++) {
            clients.add(connect());
            clients.getLast().send(GET);
          }
          settle();

          assertThat(server.connections()).isEqualTo(66);
          Answer refused = clients.get(2).receive();
          assertThat(refused.status()).isEqualTo(503);
          assertThat(refused.field("Connection")).isEqualTo("close");
          assertThat(clients.get(65).receive().status()).isEqualTo(503);
          assertThatThrownBy(() -> clients.get(66).receive()).isInstanceOf(IOException.class);
          pass(Duration.ofSeconds(10));
          assertThat(clients.get(0).receive().body()).isEqualTo("late");
          assertThat(clients.get(1).receive().body()).isEqualTo("late");
        });
  }

  @Test
  void oneClientGetsOnlySoManyConnections() throws Exception {
    serving(
        SLOW,
        Limits.DEFAULT.with(new Limits.Connections(100, 2, 1 << 20)),
        server -> {
          List<Client> clients = new ArrayList<>();
          for (int i = 0; i < 3; i++) {
            clients.add(connect());
            clients.getLast().send(GET);
          }
          try (Client other = connectFrom("another")) {
            other.send(GET);
            assertThat(clients.get(2).receive().status()).isEqualTo(503);
            assertThat(clients.get(1).receive().status()).isEqualTo(200);
            assertThat(other.receive().status()).isEqualTo(200);
          }

          clients.getFirst().close();
          settle();
          try (Client again = connect()) {
            assertThat(again.get("/").status()).isEqualTo(200);
          }
        });
  }

  @Test
  void aFullServerRecovers() throws Exception {
    serving(
        HELLO,
        Limits.DEFAULT.with(new Limits.Connections(1, 1, 1 << 20)),
        server -> {
          Client first = connect();
          settle();
          try (Client second = connect()) {
            assertThat(second.get("/").status()).isEqualTo(503);
          }
          first.close();
          settle();
          assertThat(server.connections()).isZero();
          try (Client third = connect()) {
            assertThat(third.get("/").status()).isEqualTo(200);
          }
        });
  }

  @Test
  void drainingClosesIdleConnectionsAtOnceAndFinishesTheOthers() throws Exception {
    serving(
        SLOW,
        Limits.DEFAULT,
        server -> {
          Client idle = connect();
          Client used = connect();
          Client busy = connect();
          used.send(GET);
          used.receive();
          busy.send(GET + GET);
          settle();
          long start = Reactor.current().clock().nanos();

          boolean inTime = server.drain(Duration.ofMinutes(1));

          long took = Reactor.current().clock().nanos() - start;
          assertThat(inTime).isTrue();
          assertThat(Duration.ofNanos(took))
              .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(12));
          assertThat(idle.rest()).isEmpty();
          assertThat(used.rest()).isEmpty();
          Answer last = busy.receive();
          assertThat(last.body()).isEqualTo("late");
          assertThat(last.field("Connection")).isEqualTo("close");
          assertThat(busy.rest()).isEmpty();
          assertThat(server.connections()).isZero();
          assertThatThrownBy(HttpServerTest::connect).isInstanceOf(IOException.class);
        });
  }

  @Test
  void aRequestThatIsSentWhileTheServerDrainsHurtsNoResponse() throws Exception {
    serving(
        SLOW,
        Limits.DEFAULT,
        server -> {
          Client idle = connect();
          Client busy = connect();
          busy.send(GET);
          settle();
          Task<Boolean> drained =
              Scope.run(scope -> {
                Task<Boolean> draining =
                    scope.start("drain", () -> server.drain(Duration.ofMinutes(1)));
                settle();
                idle.send(GET);
                busy.send(GET);
                settle();
                assertThat(idle.rest()).isEmpty();
                assertThat(busy.receive().body()).isEqualTo("late");
                assertThat(busy.rest()).isEmpty();
                return draining;
              });
          assertThat(drained.await()).isTrue();
        });
  }

  @Test
  void aClientThatDoesNotHangUpIsNoRequestThatWasCut() throws Exception {
    serving(
        HELLO,
        Limits.DEFAULT,
        server -> {
          Client idle = connect();
          idle.get("/");
          settle();

          assertThat(server.drain(Duration.ofSeconds(1))).isTrue();

          assertThat(idle.rest()).isEmpty();
          assertThat(server.connections()).isZero();
        });
  }

  @Test
  void drainingAbortsWhatIsNotReadyInTime() throws Exception {
    serving(
        SLOW,
        Limits.DEFAULT,
        server -> {
          Client busy = connect();
          busy.send(GET);
          settle();
          long start = Reactor.current().clock().nanos();

          assertThat(server.drain(Duration.ofSeconds(3))).isFalse();

          long took = Reactor.current().clock().nanos() - start;
          assertThat(Duration.ofNanos(took)).isEqualTo(Duration.ofSeconds(3));
          assertThat(server.connections()).isZero();
          assertThat(busy.rest()).isEmpty();
        });
  }

  @Test
  void aStreamThatIsCutByTheEndOfAServerIsSeenToBeCut() throws Exception {
    Handler endless =
        _ ->
            Response.of(Status.OK)
                .with(
                    new Body.Streamed(sink -> {
                      while (true) {
                        sink.write(ByteBuffer.allocate(10));
                        Task.sleep(Duration.ofSeconds(1));
                      }
                    }));
    serving(
        endless,
        Limits.DEFAULT,
        server -> {
          Client client = connect();
          client.send(GET);
          settle();

          server.close();
          settle();

          assertThat(server.connections()).isZero();
          assertThatThrownBy(client::receive).isInstanceOf(IOException.class);
        });
  }

  @Test
  void closingIsIdempotentAndEndsItsScope() throws Exception {
    World.run(() ->
        Scope.run(scope -> {
          HttpServer server = HttpServer.listen(scope, HERE, HELLO);
          server.close();
          server.close();
          assertThat(server.drain(Duration.ofSeconds(1))).isTrue();
          return null;
        }));
  }

  @Test
  void theEndOfTheScopeAroundItEndsTheServer() throws Exception {
    World.run(() -> {
      List<Client> clients = new ArrayList<>();
      assertThatThrownBy(() ->
              Scope.run(scope -> {
                HttpServer.listen(scope, HERE, SLOW);
                clients.add(connect());
                clients.getLast().send(GET);
                settle();
                throw new IOException("something else failed");
              }))
          .isInstanceOf(IOException.class)
          .hasMessage("something else failed");
      assertThat(clients.getFirst().rest()).isEmpty();
      assertThatThrownBy(HttpServerTest::connect).isInstanceOf(IOException.class);
    });
  }

  private static void serving(Handler handler, Limits limits, Scene body) throws Exception {
    World.run(() ->
        Scope.run(scope -> {
          try (HttpServer server =
              HttpServer.listen(scope, HERE, handler, limits, AccessLog.NONE)) {
            assertThat(server.address()).isEqualTo(HERE);
            body.run(server);
          }
          return null;
        }));
  }

  private static Client connect() throws IOException {
    return connectFrom("client");
  }

  private static Client connectFrom(String host) throws IOException {
    MemoryNetwork network = (MemoryNetwork) Reactor.current().service(Network.class);
    return new Client(network.connect(host, HERE));
  }
}

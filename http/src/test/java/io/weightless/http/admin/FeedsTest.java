package io.weightless.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.channel.Channel;
import io.weightless.http.AccessLog;
import io.weightless.http.Handler;
import io.weightless.http.HttpServer;
import io.weightless.http.Limits;
import io.weightless.http.event.ServerEvent;
import io.weightless.http.internal.HttpConnection;
import io.weightless.http.internal.Service;
import io.weightless.http.kit.Client;
import io.weightless.http.kit.MemoryNetwork;
import io.weightless.http.kit.Wire;
import io.weightless.http.kit.World;
import io.weightless.net.Address;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// On virtual time, over a network in memory.
final class FeedsTest {
  private static final Address HERE = new Address("server", 80);
  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

  /// How many events the teller has sent, or begun to.
  private int told;

  private boolean isCancelled;

  private interface Scene {
    void run(HttpServer server) throws Exception;
  }

  @Test
  void aClientThatDoesNotReadHoldsUpItsTellerAndIsLeft() throws Exception {
    World.run(() ->
        Scope.join(scope -> {
          Feeds feeds = new Feeds(scope);
          Handler handler = request -> feeds.open(request, this::tellMuch);
          Wire wire = new Wire();
          wire.server().window(64 * 1024);
          Service service =
              new Service(handler, Limits.DEFAULT, AccessLog.NONE, ByteBuffer::allocateDirect);
          scope.start("connection", new HttpConnection(service, wire.server())::run);
          new Client(wire.client()).send(GET);
          World.pass(Duration.ofSeconds(25));

          assertThat(told).isEqualTo(2);
          assertThat(isCancelled).isFalse();
          World.pass(Duration.ofSeconds(30));
          assertThat(told).isEqualTo(2);
          assertThat(isCancelled).isTrue();
          wire.client().close();
        }));
  }

  private void tellMuch(Channel<ServerEvent> events) {
    String much = "x".repeat(200_000);
    try {
      while (true) {
        told++;
        events.send(ServerEvent.of(much));
      }
    } finally {
      isCancelled = true;
    }
  }

  @Test
  void whoLeavesMakesRoomForAnother() throws Exception {
    serve(
        _ -> Task.sleep(Duration.ofDays(1)),
        server -> {
          Stream[] clients = new Stream[Feeds.MOST];
          for (int i = 0; i < clients.length; i++) {
            clients[i] = connect();
            assertThat(head(clients[i])).isEqualTo(200);
          }
          assertThat(status()).isEqualTo(503);
          clients[0].close();
          World.pass(Duration.ofSeconds(31));

          assertThat(status()).isEqualTo(200);
          for (Stream client : clients) {
            client.close();
          }
          World.pass(Duration.ofSeconds(31));
          assertThat(server.connections()).isZero();
        });
  }

  @Test
  void whoAsksForTheHeadAloneTakesNoRoom() throws Exception {
    serve(
        _ -> told++,
        _ -> {
          try (Client client = new Client(connect())) {
            for (int i = 0; i <= Feeds.MOST; i++) {
              client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
              assertThat(client.receiveHead().status()).isEqualTo(200);
            }
          }
          assertThat(told).isZero();
        });
  }

  @Test
  void aTellerThatFailsEndsItsOwnConnectionOnly() throws Exception {
    serve(
        events -> {
          if (told++ == 0) {
            throw new IllegalStateException("the first one fails");
          }
          events.send(ServerEvent.of("the second one goes on"));
        },
        _ -> {
          try (Client first = new Client(connect());
              Client second = new Client(connect())) {
            first.send(GET);
            assertThat(first.rest()).startsWith("HTTP/1.1 200 OK").doesNotEndWith("0\r\n\r\n");
            second.send(GET);
            second.receiveHead();
            World.settle();
            assertThat(told).isEqualTo(2);
          }
        });
  }

  private static int status() throws IOException {
    try (Stream client = connect()) {
      return head(client);
    }
  }

  private static int head(Stream stream) throws IOException {
    Client client = new Client(stream);
    client.send(GET);
    return client.receiveHead().status();
  }

  private static Stream connect() throws IOException {
    return ((MemoryNetwork) Reactor.current().service(Network.class)).connect(HERE);
  }

  private static void serve(Feeds.Teller teller, Scene scene) throws Exception {
    World.run(() ->
        Scope.<Void, Exception>run(scope -> {
          Feeds feeds = new Feeds(scope);
          try (HttpServer server =
              HttpServer.listen(scope, HERE, request -> feeds.open(request, teller))) {
            scene.run(server);
          }
          return null;
        }));
  }
}

package io.weightless.http.event;

import static io.weightless.http.kit.World.pass;
import static io.weightless.http.kit.World.settle;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.channel.Broadcast;
import io.weightless.channel.Channel;
import io.weightless.http.HttpServer;
import io.weightless.http.IncomingBody;
import io.weightless.http.Method;
import io.weightless.http.Request;
import io.weightless.http.kit.Client;
import io.weightless.http.kit.MemoryNetwork;
import io.weightless.http.kit.World;
import io.weightless.net.Address;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class EventStreamTest {
  private static final Address HERE = new Address("server", 80);
  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n";

  private interface Scene {
    void run(HttpServer server, Stream stream) throws Exception;
  }

  @Test
  void eachEventIsSentWhenItComes() throws Exception {
    World.run(() -> {
      Channel<ServerEvent> events = Channel.buffered(4);
      serve(
          _ -> events,
          (_, stream) -> {
            send(stream, GET + "\r\n");
            String head = come(stream);
            assertThat(head)
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("\r\nContent-Type: text/event-stream\r\n", "Cache-Control: no-store\r\n")
                .endsWith("\r\n\r\n3\r\n:\n\n\r\n");
            events.send(ServerEvent.of("a"));
            assertThat(come(stream)).isEqualTo("9\r\ndata: a\n\n\r\n");
            events.send(ServerEvent.of("ä").withId("1"));
            assertThat(come(stream)).isEqualTo("10\r\nid: 1\ndata: ä\n\n\r\n");
            events.close();
            assertThat(come(stream)).isEqualTo("0\r\n\r\n");
          });
    });
  }

  @Test
  void silenceIsBrokenByComments() throws Exception {
    World.run(() -> {
      Channel<ServerEvent> events = Channel.buffered(4);
      serve(
          _ -> events,
          (_, stream) -> {
            send(stream, GET + "\r\n");
            come(stream);
            long begin = Reactor.current().clock().nanos();
            assertThat(come(stream)).isEqualTo("3\r\n:\n\n\r\n");
            long passed = Reactor.current().clock().nanos() - begin;
            assertThat(Duration.ofNanos(passed)).isEqualTo(Duration.ofSeconds(15));
            pass(Duration.ofSeconds(14));
            events.send(ServerEvent.of("a"));
            assertThat(come(stream)).contains("data: a");
            assertThat(come(stream)).contains(":\n\n");
            passed = Reactor.current().clock().nanos() - begin;
            assertThat(Duration.ofNanos(passed)).isEqualTo(Duration.ofSeconds(15 + 14 + 15));
          });
    });
  }

  @Test
  void aClientThatComesBackGetsWhatItMissed() throws Exception {
    World.run(() -> {
      EventLog log = EventLog.keeping(10);
      String first = log.tell(ServerEvent.of("a"));
      log.tell(ServerEvent.of("b"));
      serve(
          log,
          (_, stream) -> {
            send(stream, GET + "Last-Event-ID: " + first + "\r\n\r\n");
            String all = come(stream) + come(stream);
            assertThat(all).contains("data: b\n\n").doesNotContain("data: a");
            log.tell(ServerEvent.of("c"));
            assertThat(come(stream)).contains("data: c\n\n");
          });
    });
  }

  @Test
  void aClientThatLeavesIsForgotten() throws Exception {
    World.run(() -> {
      EventLog log = EventLog.keeping(10);
      Broadcast<ServerEvent> broadcast = Channel.broadcast(4);
      for (EventStream.Opening opening :
          new EventStream.Opening[] {log, _ -> broadcast.subscribe()}) {
        serve(
            opening,
            (server, stream) -> {
              send(stream, GET + "\r\n");
              come(stream);
              assertThat(log.clients() + broadcast.subscribers()).isEqualTo(1);
              stream.close();
              pass(Duration.ofSeconds(31));
              assertThat(log.clients() + broadcast.subscribers()).isZero();
              assertThat(server.connections()).isZero();
            });
      }
    });
  }

  @Test
  void itEndsWhenTheServerDrains() throws Exception {
    World.run(() -> {
      EventLog log = EventLog.keeping(10);
      serve(
          log,
          (server, stream) -> {
            send(stream, GET + "\r\n");
            come(stream);
            Scope.run(scope -> {
              Task<Boolean> drained = scope.start("d", () -> server.drain(Duration.ofSeconds(9)));
              assertThat(come(stream)).isEqualTo("0\r\n\r\n");
              assertThat(stream.read().hasRemaining()).isFalse();
              stream.close();
              assertThat(drained.await()).isTrue();
              return null;
            });
            assertThat(log.clients()).isZero();
          });
    });
  }

  @Test
  void aHeadRequestOpensNoSource() throws Exception {
    World.run(() -> {
      EventLog log = EventLog.keeping(10);
      serve(
          log,
          (_, stream) -> {
            Client client = new Client(stream);
            client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.receiveHead().field("Content-Type")).isEqualTo("text/event-stream");
            settle();
            assertThat(log.clients()).isZero();
          });
    });
  }

  @Test
  void silenceTakesATime() {
    Request request = Request.of(Method.GET, "/");
    assertThatThrownBy(() -> EventStream.of(request, _ -> Channel.rendezvous(), Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aReaderReadsWhatAStreamSays() throws Exception {
    byte[] body = "retry: 10\nid: 7\ndata: a\n\ndata: cut".getBytes(UTF_8);
    EventReader reader = EventReader.of("Text/Event-Stream;x=y", IncomingBody.of(body));

    assertThat(reader.retry()).isEqualTo(Duration.ofSeconds(3));
    assertThat(Objects.requireNonNull(reader.next()).data()).isEqualTo("a");
    assertThat(reader.next()).isNull();
    assertThat(reader.lastEventId()).isEqualTo("7");
    assertThat(reader.retry()).isEqualTo(Duration.ofMillis(10));
    assertThatThrownBy(() -> EventReader.of("text/plain", IncomingBody.empty()))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> EventReader.of(null, IncomingBody.empty()))
        .isInstanceOf(IOException.class);
  }

  private static void serve(EventStream.Opening opening, Scene scene) throws Exception {
    Scope.run(scope -> {
      try (HttpServer server =
          HttpServer.listen(scope, HERE, request -> EventStream.of(request, opening))) {
        MemoryNetwork network = (MemoryNetwork) Reactor.current().service(Network.class);
        try (Stream stream = network.connect(HERE)) {
          scene.run(server, stream);
        }
      }
      return null;
    });
  }

  private static void send(Stream stream, String text) throws IOException {
    new Client(stream).send(text);
  }

  /// What comes next, all of it that comes together.
  private static String come(Stream stream) throws IOException {
    String text = UTF_8.decode(stream.read()).toString();
    assertThat(text.getBytes(ISO_8859_1)).isNotEmpty();
    return text;
  }
}

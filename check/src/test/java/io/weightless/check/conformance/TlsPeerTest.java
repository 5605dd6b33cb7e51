package io.weightless.check.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.AccessLog;
import io.weightless.http.Handler;
import io.weightless.http.HttpServer;
import io.weightless.http.Limits;
import io.weightless.http.Peer;
import io.weightless.http.Response;
import io.weightless.http.routing.Hosts;
import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.net.tls.Tls;
import io.weightless.net.tls.TlsClient;
import io.weightless.net.tls.TlsServer;
import io.weightless.net.tls.TlsStream;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.testing.Certificates;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Over real TLS: what a handler knows of the client that asks.
final class TlsPeerTest {
  private static final TlsServer SERVER =
      TlsServer.of(Certificates.server(), Certificates.named("example"))
          .asking(List.of(Certificates.root()));

  private static final TlsClient STRANGER =
      TlsClient.DEFAULT.trusting(List.of(Certificates.root()));

  private static final TlsClient KNOWN = STRANGER.as(Certificates.client());

  /// Runs on the reactor of a server.
  private interface Session {
    void run(Address server) throws Exception;
  }

  @Test
  void theNameThatTheClientAskedForIsKnown() throws Exception {
    List<Peer> peers = new ArrayList<>();
    serving(
        keeping(peers),
        server -> {
          status(server, "www.example.test", STRANGER, "www.example.test");
          status(server, "LOCALHOST", STRANGER, "localhost");
          status(server, "127.0.0.1", STRANGER, "localhost");
        });

    assertThat(peers)
        .extracting(Peer::serverName)
        .containsExactly("www.example.test", "localhost", null);
    assertThat(peers).allMatch(Peer::isSecure).allMatch(peer -> peer.certificates().isEmpty());
    assertThat(peers).extracting(peer -> peer.address().host()).containsOnly("127.0.0.1");
  }

  @Test
  void theCertificatesThatTheClientHasShownAreKnownAlsoWhenItComesAgain() throws Exception {
    List<Peer> peers = new ArrayList<>();
    serving(
        keeping(peers),
        server -> {
          status(server, "localhost", KNOWN, "localhost");
          status(server, "localhost", KNOWN, "localhost");
        });

    assertThat(peers).hasSize(2);
    for (Peer peer : peers) {
      assertThat(peer.serverName()).isEqualTo("localhost");
      assertThat(peer.certificates().getFirst().getSubjectX500Principal().getName())
          .isEqualTo("CN=client");
    }
  }

  @Test
  void anotherHostThanTlsWasAskedForIsMisdirected() throws Exception {
    Hosts hosts =
        Hosts.only("localhost", _ -> Response.ok("local"))
            .with("*.example.test", _ -> Response.ok("example"));
    serving(
        hosts,
        server -> {
          assertThat(status(server, "a.example.test", STRANGER, "a.example.test")).isEqualTo(200);
          assertThat(status(server, "a.example.test", STRANGER, "b.example.test")).isEqualTo(421);
          assertThat(status(server, "localhost", STRANGER, "a.example.test")).isEqualTo(421);
          assertThat(status(server, "127.0.0.1", STRANGER, "localhost")).isEqualTo(200);
        });
    serving(
        hosts.whateverTlsSays(),
        server ->
            assertThat(status(server, "localhost", STRANGER, "a.example.test")).isEqualTo(200));
  }

  private static Handler keeping(List<Peer> peers) {
    return request -> {
      peers.add(request.peer());
      return Response.ok("");
    };
  }

  private static void serving(Handler handler, Session session) throws Exception {
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() ->
          Scope.join(scope -> {
            Network network = Reactor.current().service(Network.class);
            Listener secure = Tls.listen(network.listen(new Address("127.0.0.1", 0)), SERVER);
            try (HttpServer server =
                HttpServer.listen(scope, secure, handler, Limits.DEFAULT, AccessLog.NONE)) {
              session.run(new Address("127.0.0.1", server.address().port()));
            }
          }));
    }
  }

  /// Of the response to a request of its own connection.
  ///
  /// @param name that TLS is asked for
  /// @param host that the request is for
  private static int status(Address server, String name, TlsClient client, String host)
      throws IOException {
    String request = "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
    Stream below = Reactor.current().service(Network.class).connect(server);
    StringBuilder answer = new StringBuilder();
    try (TlsStream secure = Tls.client(below, name, client)) {
      secure.write(ByteBuffer.wrap(request.getBytes(ISO_8859_1)));
      ByteBuffer part = secure.read();
      while (part.hasRemaining()) {
        answer.append(ISO_8859_1.decode(part));
        part = secure.read();
      }
    }
    return Integer.parseInt(answer.substring(9, 12));
  }
}

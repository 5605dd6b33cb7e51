package io.weightless.net.tls;

import static io.weightless.net.tls.InMemory.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.testing.Certificates;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sessions that are gone on with, so that nobody has to prove anything again.
final class ResumptionTest implements InMemory {
  private static final List<X509Certificate> ROOT = List.of(Certificates.root());

  /// One connection of a client to a server on the same place.
  ///
  /// @return whether it was resumed, on which both agree
  private static boolean talk(Scope scope, Listener listener, TlsClient client, TlsServer server)
      throws IOException {
    Network network = Reactor.current().service(Network.class);
    Task<TlsStream> near =
        scope.start(
            "client", () -> Tls.client(network.connect(listener.address()), "localhost", client));
    try (TlsStream far = Tls.server(listener.accept(), server);
        TlsStream stream = near.await()) {
      far.write(bytes("hello"));
      assertThat(InMemory.readText(stream, 5)).isEqualTo("hello"); // and the tickets before it
      assertThat(far.isResumed()).isEqualTo(stream.isResumed());
      assertThat(Subject.of(stream.peer().getFirst())).isEqualTo("CN=localhost");
      stream.closeOutput();
      far.closeOutput();
      assertThat(InMemory.readAll(far)).isEmpty();
      assertThat(InMemory.readAll(stream)).isEmpty();
      return stream.isResumed();
    }
  }

  private static Listener listener() throws IOException {
    return Reactor.current().service(Network.class).listen(new Address("127.0.0.1", 0));
  }

  private static TlsClient client() {
    return TlsClient.DEFAULT.trusting(ROOT);
  }

  @Test
  void theSecondConnectionOfAClientResumesTheFirst() throws IOException {
    TlsServer server = TlsServer.of(Certificates.server());
    TlsClient client = client();
    run(scope -> {
      try (Listener listener = listener()) {
        assertThat(talk(scope, listener, client, server)).isFalse();
        assertThat(talk(scope, listener, client, server)).isTrue();
        assertThat(talk(scope, listener, client, server)).isTrue();
      }
    });
  }

  @Test
  void anotherClientDoesNotResumeItNorDoesAnotherServer() throws IOException {
    TlsServer server = TlsServer.of(Certificates.server());
    TlsClient client = client();
    run(scope -> {
      try (Listener listener = listener()) {
        assertThat(talk(scope, listener, client, server)).isFalse();
        assertThat(talk(scope, listener, client(), server)).isFalse();
        assertThat(talk(scope, listener, client, TlsServer.of(Certificates.server()))).isFalse();
      }
    });
  }

  @Test
  void whoWasShownIsKnownInAResumedSessionToo() throws IOException {
    TlsServer server = TlsServer.of(Certificates.server()).demanding(ROOT);
    TlsClient client = client().as(Certificates.client());
    run(scope -> {
      try (Listener listener = listener()) {
        talk(scope, listener, client, server);
        Network network = Reactor.current().service(Network.class);
        Task<TlsStream> near =
            scope.start(
                "client",
                () -> Tls.client(network.connect(listener.address()), "localhost", client));
        try (TlsStream far = Tls.server(listener.accept(), server);
            TlsStream stream = near.await()) {
          assertThat(far.isResumed()).isTrue();
          assertThat(stream.identity()).isNull();
          assertThat(Subject.of(far.peer().getFirst())).isEqualTo("CN=client");
        }
      }
    });
  }

  @Test
  void otherIdentitiesBeginNewSessionsAndOldConnectionsGoOn() throws IOException {
    AtomicReference<List<Identity>> present = new AtomicReference<>(List.of(Certificates.server()));
    TlsServer server = TlsServer.of(() -> Objects.requireNonNull(present.get()));
    TlsClient client = client();
    run(scope -> {
      try (Listener listener = listener()) {
        Network network = Reactor.current().service(Network.class);
        Task<TlsStream> near =
            scope.start(
                "client",
                () -> Tls.client(network.connect(listener.address()), "localhost", client));
        try (TlsStream far = Tls.server(listener.accept(), server);
            TlsStream old = near.await()) {
          assertThat(talk(scope, listener, client, server)).isFalse();
          assertThat(talk(scope, listener, client, server)).isTrue();
          Identity rsa = Certificates.rsa();
          present.set(List.of(rsa));
          assertThat(talk(scope, listener, client, server)).isFalse();

          far.write(bytes("still here"));
          assertThat(InMemory.readText(old, 10)).isEqualTo("still here");
          assertThat(far.identity()).isNotSameAs(rsa);
        }
      }
    });
  }

  /// As one that is made anew from the same for each connection.
  @Test
  void anEqualListOfIdentitiesIsTheSame() throws IOException {
    Identity identity = Certificates.server();
    TlsServer server = TlsServer.of(() -> List.of(identity));
    TlsClient client = client();
    run(scope -> {
      try (Listener listener = listener()) {
        assertThat(talk(scope, listener, client, server)).isFalse();
        assertThat(talk(scope, listener, client, server)).isTrue();
      }
    });
  }

  /// Both sides with TLS 1.2, of which one is driven by hand.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aSessionOfTls12IsResumedToo(boolean isClient) throws IOException {
    Engines clients = Engines.of(List.of(), ROOT);
    Engines servers = Engines.of(List.of(Certificates.server()), null);
    TlsClient client = client();
    TlsServer server = TlsServer.of(Certificates.server());
    run(scope -> {
      for (boolean resumed : new boolean[] {false, true, true}) {
        var wire = InMemory.wire();
        var engine = isClient ? servers.server() : clients.client("localhost", 1);
        Peer peer = new Peer(engine, wire.far()).talking(Peer.V12);
        Task<?> far = scope.start("peer", () -> peer.shakeHands().write("hello"));
        try (TlsStream stream =
                isClient
                    ? Tls.client(wire.near(), "localhost", client)
                    : Tls.server(wire.near(), server);
            var _ = wire.far()) {
          far.await();
          assertThat(stream.version()).isEqualTo(Peer.V12);
          assertThat(InMemory.readText(stream, 5)).isEqualTo("hello");
          assertThat(isClient || stream.isResumed() == resumed).isTrue();
        }
      }
    });
  }
}

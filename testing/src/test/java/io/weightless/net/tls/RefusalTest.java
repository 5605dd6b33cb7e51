package io.weightless.net.tls;

import static io.weightless.net.tls.InMemory.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.Stream;
import io.weightless.net.tls.TlsException.Reason;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.testing.Certificates;
import io.weightless.testing.kit.Pair;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Handshakes that can't succeed, and what both sides are told.
final class RefusalTest implements InMemory {
  private static final List<X509Certificate> ROOT = List.of(Certificates.root());

  /// What the client and the server failed with, at the latest when they read.
  private record Outcome(@Nullable IOException client, @Nullable IOException server) {
    static Outcome of(Scope scope, TlsClient client, String name, TlsServer server)
        throws IOException {
      Pair wire = InMemory.wire();
      Task<@Nullable IOException> near =
          scope.start(
              "client", () -> failureOf(() -> readFrom(Tls.client(wire.near(), name, client))));
      IOException far = failureOf(() -> readFrom(Tls.server(wire.far(), server)));
      return new Outcome(near.await(), far);
    }

    /// Each reads the other's end.
    private static void readFrom(TlsStream stream) throws IOException {
      try (stream) {
        stream.closeOutput();
        stream.read();
      }
    }

    void assertClient(Reason reason, String... words) {
      assertTold(client, reason, words);
    }

    void assertServer(Reason reason, String... words) {
      assertTold(server, reason, words);
    }
  }

  private static void assertTold(@Nullable IOException failure, Reason reason, String... words) {
    assertThat(failure).isInstanceOf(TlsException.class).hasMessageStartingWith("TLS with ");
    for (String word : words) {
      assertThat(failure).hasMessageContaining(word);
    }
    assertThat(((TlsException) failure).reason()).as("%s", failure).isEqualTo(reason);
    assertThat(failure.getMessage()).doesNotContain("\n");
  }

  @Test
  void aServerFromWhomNobodyTrustsIsUntrusted() throws IOException {
    run(scope -> {
      TlsClient client = TlsClient.DEFAULT.trusting(List.of(Certificates.otherRoot()));
      Outcome outcome = Outcome.of(scope, client, "localhost", SERVER);
      outcome.assertClient(Reason.UNTRUSTED);
      outcome.assertServer(Reason.REFUSED, "certificate_unknown");
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"self-signed", "expired", "future"})
  void aServerWithoutAValidCertificateIsUntrusted(String name) throws IOException {
    run(scope -> {
      TlsServer server = TlsServer.of(Certificates.named(name));
      Outcome outcome = Outcome.of(scope, CLIENT, "localhost", server);
      outcome.assertClient(Reason.UNTRUSTED);
      outcome.assertServer(Reason.REFUSED, "certificate");
    });
  }

  @ParameterizedTest
  @CsvSource({"wrong.test", "127.0.0.2", "localhost.test"})
  void aServerOfAnotherNameIsUntrustedAndTheNameIsTold(String name) throws IOException {
    run(scope -> {
      Outcome outcome = Outcome.of(scope, CLIENT, name, SERVER);
      outcome.assertClient(Reason.UNTRUSTED, name);
      outcome.assertServer(Reason.REFUSED);
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {Peer.V13, Peer.V12})
  void aClientThatDoesNotShowWhoItIsIsRefusedWhereThatIsDemanded(String version)
      throws IOException {
    run(scope -> {
      Pair wire = InMemory.wire();
      Peer peer = Peer.client(wire.far(), version);
      Task<@Nullable IOException> far =
          scope.start("client", () -> failureOf(() -> peer.shakeHands().readAll()));
      assertTold(
          failureOf(() -> Tls.server(wire.near(), SERVER.demanding(ROOT))), Reason.UNTRUSTED);
      assertThat(far.await()).hasMessageContaining("Received fatal alert");
      wire.far().close();
    });
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aStrangerIsRefusedAlsoWhereItIsOnlyAsked(boolean demands) throws IOException {
    TlsServer server = demands ? SERVER.demanding(ROOT) : SERVER.asking(ROOT);
    run(scope -> {
      TlsClient client = CLIENT.as(Certificates.named("stranger"));
      Outcome outcome = Outcome.of(scope, client, "localhost", server);
      outcome.assertServer(Reason.UNTRUSTED);
      outcome.assertClient(Reason.REFUSED);
    });
  }

  @Test
  void aClientIsAskedPolitely() throws IOException {
    run(scope -> {
      Outcome outcome = Outcome.of(scope, CLIENT, "localhost", SERVER.asking(ROOT));
      assertThat(outcome.client()).isNull();
      assertThat(outcome.server()).isNull();
    });
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aClientThatShowsWhoItIsIsKnown(boolean demands) throws IOException {
    TlsServer server = demands ? SERVER.demanding(ROOT) : SERVER.asking(ROOT);
    run(scope -> {
      Pair wire = InMemory.wire();
      TlsClient client = CLIENT.as(Certificates.client());
      Task<TlsStream> near =
          scope.start("client", () -> Tls.client(wire.near(), "localhost", client));
      try (TlsStream far = Tls.server(wire.far(), server);
          TlsStream stream = near.await()) {
        assertThat(Subject.of(far.peer().getFirst())).isEqualTo("CN=client");
        assertThat(Subject.of(stream.peer().getFirst())).isEqualTo("CN=localhost");
        assertThat(stream.identity()).isNotNull();
      }
    });
  }

  /// RFC 8996 forbids those before TLS 1.2.
  @ParameterizedTest
  @ValueSource(bytes = {0, 1, 2})
  void anOldVersionIsRefused(byte minor) throws IOException {
    run(scope -> {
      Pair wire = InMemory.wire();
      wire.far().write(greeting(minor));
      assertTold(
          failureOf(() -> InMemory.server(wire.near())), Reason.PROTOCOL, "protocol_version");
      byte[] alert = InMemory.readAll(wire.far());
      assertThat(alert).startsWith(21, 3).endsWith(2, 70);
      wire.far().close();
    });
  }

  /// As before there were extensions.
  private static ByteBuffer greeting(byte minor) {
    byte[] random = new byte[32];
    return ByteBuffer.allocate(50)
        .put(new byte[] {22, 3, minor, 0, 45, 1, 0, 0, 41, 3, minor})
        .put(random)
        .put(new byte[] {0, 0, 2, (byte) 0xc0, 0x2f, 1, 0})
        .flip();
  }

  @Test
  void withoutACipherInCommonThereIsNoTls() throws IOException {
    run(scope -> {
      Pair wire = InMemory.wire();
      Peer peer = Peer.client(wire.far(), Peer.V12);
      SSLParameters parameters = peer.engine.getSSLParameters();
      parameters.setCipherSuites(new String[] {"TLS_DHE_RSA_WITH_AES_256_GCM_SHA384"});
      peer.engine.setSSLParameters(parameters);
      Task<@Nullable IOException> far = scope.start("client", () -> failureOf(peer::shakeHands));
      assertTold(failureOf(() -> InMemory.server(wire.near())), Reason.PROTOCOL, "no cipher");
      assertThat(far.await()).hasMessageContaining("handshake_failure");
      wire.far().close();
    });
  }

  @ParameterizedTest
  @CsvSource({"h2, http/1.1", "h2, H2"})
  void withoutAProtocolInCommonThereIsNoTls(String offered, String known) throws IOException {
    run(scope -> {
      Outcome outcome =
          Outcome.of(scope, CLIENT.talking(offered), "localhost", SERVER.talking(known));
      outcome.assertServer(Reason.PROTOCOL);
      outcome.assertClient(Reason.REFUSED, "no_application_protocol");
    });
  }

  @ParameterizedTest
  @CsvSource({
    "h2;http/1.1, http/1.1;h2, http/1.1",
    "h2;http/1.1, h2;http/1.1, h2",
    "http/1.1, h2;http/1.1, http/1.1",
    "'', h2, ''",
    "h2, '', ''"
  })
  void theProtocolIsTheOneThatTheServerPrefers(String offered, String known, String agreed)
      throws IOException {
    run(scope -> {
      Pair wire = InMemory.wire();
      Stream below = wire.near();
      Task<TlsStream> near =
          scope.start(
              "client", () -> Tls.client(below, "localhost", CLIENT.talking(list(offered))));
      try (TlsStream far = Tls.server(wire.far(), SERVER.talking(list(known)));
          TlsStream stream = near.await()) {
        assertThat(far.protocol()).isEqualTo(agreed);
        assertThat(stream.protocol()).isEqualTo(agreed);
      }
    });
  }

  private static String[] list(String names) {
    return names.isEmpty() ? new String[0] : names.split(";", -1);
  }
}

package io.weightless.net.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.testing.Certificates;
import io.weightless.testing.kit.Pair;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// With which of its identities a server shows who it is.
final class ServerNameTest implements InMemory {
  /// The first has a key of the kind that clients prefer, the second of another.
  private static final TlsServer MANY =
      TlsServer.of(Certificates.named("other"), Certificates.rsa(), Certificates.named("example"));

  @ParameterizedTest
  @CsvSource({
    "other.test, other.test",
    "example.test, example.test",
    "EXAMPLE.test, example.test",
    "www.example.test, example.test",
    "localhost, localhost",
    "unknown.test, other.test"
  })
  void itIsTheOneThatCoversTheNameOrTheFirst(String name, String shown) throws IOException {
    run(scope -> {
      assertThat(shown(scope, MANY, name, Peer.V13)).isEqualTo("CN=" + shown);
      assertThat(shown(scope, MANY, name, Peer.V12)).isEqualTo("CN=" + shown);
    });
  }

  private static String shown(Scope scope, TlsServer server, String name, String version)
      throws IOException {
    Identity identity = shown(scope, server, version, names(name));
    return Subject.of(identity.chain().getFirst());
  }

  private static SSLParameters names(String... names) {
    SSLParameters parameters = new SSLParameters();
    parameters.setServerNames(Stream.of(names).<SNIServerName>map(SNIHostName::new).toList());
    return parameters;
  }

  /// @param asked what the client offers and asks for
  private static Identity shown(Scope scope, TlsServer server, String version, SSLParameters asked)
      throws IOException {
    Pair wire = InMemory.wire();
    Peer peer = Peer.client(wire.far(), version);
    asked.setProtocols(new String[] {version});
    peer.engine.setSSLParameters(asked);
    Task<?> far = scope.start("client", peer::shakeHands);
    try (TlsStream stream = Tls.server(wire.near(), server);
        var _ = wire.far()) {
      far.await();
      return Objects.requireNonNull(stream.identity());
    }
  }

  @Test
  void whoDoesNotAskSeesTheFirst() throws IOException {
    run(scope -> {
      Identity shown = shown(scope, MANY, Peer.V13, names());
      assertThat(Subject.of(shown.chain().getFirst())).isEqualTo("CN=other.test");
    });
  }

  @ParameterizedTest
  @CsvSource({
    "rsa_pss_rsae_sha256, rsa",
    "rsa_pss_pss_sha256, pss",
    "ecdsa_secp256r1_sha256, server",
    "ed25519, ed25519",
    "ed448, ed448"
  })
  void itIsOfTheKindThatTheClientLikesBest(String scheme, String name) throws IOException {
    Map<String, Identity> all = new LinkedHashMap<>();
    for (String each : List.of("server", "rsa", "pss", "ed25519", "ed448")) {
      all.put(each, Certificates.named(each));
    }
    TlsServer server = TlsServer.of(() -> List.copyOf(all.values()));
    SSLParameters asked = names("localhost");
    asked.setSignatureSchemes(new String[] {scheme, "ecdsa_secp256r1_sha256"}); // of the issuer
    run(scope -> assertThat(shown(scope, server, Peer.V13, asked)).isSameAs(all.get(name)));
  }

  @ParameterizedTest
  @CsvSource({
    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, rsa",
    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, server"
  })
  void aClientThatKnowsOneKindOnlyGetsThat(String cipher, String name) throws IOException {
    Map<String, Identity> both = Map.of("rsa", Certificates.rsa(), "server", Certificates.server());
    Identity first = both.get(name.equals("rsa") ? "server" : "rsa");
    TlsServer server =
        TlsServer.of(Objects.requireNonNull(first), Objects.requireNonNull(both.get(name)));
    SSLParameters asked = names("localhost");
    asked.setCipherSuites(new String[] {cipher});
    run(scope -> assertThat(shown(scope, server, Peer.V12, asked)).isSameAs(both.get(name)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void anAddressIsNotAskedForByName(String address) throws IOException {
    run(scope -> {
      Pair wire = InMemory.wire();
      SSLEngine engine = Engines.of(List.of(Certificates.server()), null).server();
      Peer peer = new Peer(engine, wire.far());
      Task<?> far = scope.start("server", peer::shakeHands);
      try (TlsStream stream = Tls.client(wire.near(), address, CLIENT);
          var _ = wire.far()) {
        far.await();
        ExtendedSSLSession session = (ExtendedSSLSession) engine.getSession();
        assertThat(session.getRequestedServerNames()).isEmpty();
        assertThat(Subject.of(stream.peer().getFirst())).isEqualTo("CN=localhost");
      }
    });
  }
}

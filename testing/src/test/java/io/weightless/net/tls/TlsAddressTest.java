package io.weightless.net.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.NetworkException;
import io.weightless.net.Scheme;
import io.weightless.net.Stream;
import io.weightless.reactor.Limits;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import io.weightless.scope.Block;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.simulation.MemoryNetwork;
import io.weightless.testing.Certificates;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `tls://` is an address like others.
final class TlsAddressTest {
  @TempDir private Path folder;
  private String server = "";
  private String ca = "";

  @BeforeEach
  void makeFiles() throws IOException {
    server = "cert=" + file("server.pem") + "&key=" + file("server.key");
    ca = "ca=" + file("root.pem");
  }

  private Path file(String name) throws IOException {
    return Certificates.file(name, folder);
  }

  private static void run(Block<IOException> block) throws IOException {
    try (Reactor reactor =
        Reactor.open(new VirtualClock(), new SplittableRandom(1), Limits.DEFAULT)) {
      MemoryNetwork.attachTo(reactor);
      reactor.run(() -> Scope.join(block));
    }
  }

  private static Network network() {
    return Reactor.current().service(Network.class);
  }

  private Listener listen(String options) throws IOException {
    return network().listen(Address.parse("tls://localhost:443?" + options));
  }

  private static Stream connect(String options) throws IOException {
    return network().connect(Address.parse("tls://localhost:443?" + options));
  }

  /// One answer to each of so many connections.
  private static void answer(Listener listener, int connections) throws IOException {
    for (int i = 0; i < connections; i++) {
      try (Stream stream = listener.accept()) {
        ((TlsStream) stream).handshake();
        stream.write(UTF_8.encode("from " + ((TlsStream) stream).peer().size()));
        stream.read();
      }
    }
  }

  private static String ask(Stream stream) throws IOException {
    StringBuilder all = new StringBuilder();
    for (ByteBuffer part = stream.read(); part.hasRemaining(); part = stream.read()) {
      all.append(UTF_8.decode(part));
      stream.closeOutput();
    }
    return all.toString();
  }

  @Test
  void whoListensAndWhoConnectsTalkTls() throws IOException {
    run(scope -> {
      try (Listener listener = listen(server)) {
        assertThat(listener.address().scheme()).isEqualTo(Scheme.TLS);
        assertThat(listener.address().port()).isEqualTo(443);
        scope.start("server", () -> answer(listener, 1));
        try (Stream client = connect(ca)) {
          assertThat(((TlsStream) client).version()).isEqualTo("TLSv1.3");
          assertThat(ask(client)).isEqualTo("from 0");
        }
      }
    });
  }

  @Test
  void theSecondConnectionWithTheSameOptionsResumesTheSession() throws IOException {
    run(scope -> {
      try (Listener listener = listen(server)) {
        scope.start("server", () -> answer(listener, 2));
        for (boolean isSecond : new boolean[] {false, true}) {
          try (Stream client = connect(ca)) {
            assertThat(ask(client)).isEqualTo("from 0");
            assertThat(((TlsStream) client).isResumed()).isEqualTo(isSecond);
          }
        }
      }
    });
  }

  @Test
  void aListenerThatTrustsSomebodyLetsOnlyThemIn() throws IOException {
    String client = "&cert=" + file("client.pem") + "&key=" + file("client.key");
    run(scope -> {
      try (Listener listener = listen(server + "&" + ca)) {
        Task<?> refusing = scope.start("server", () -> refuse(listener));
        try (Stream stranger = connect(ca)) {
          assertThatThrownBy(stranger::read)
              .isInstanceOf(TlsException.class)
              .hasMessageContaining("certificate_required");
        }
        refusing.await();
        scope.start("server", () -> answer(listener, 1));
        try (Stream known = connect(ca + client)) {
          assertThat(ask(known)).isEqualTo("from 2");
        }
      }
    });
  }

  private static void refuse(Listener listener) throws IOException {
    try (Stream stream = listener.accept()) {
      assertThatThrownBy(stream::read).isInstanceOf(TlsException.class);
    }
  }

  /// An empty list would look like a client that has shown nothing.
  @Test
  void beforeTheHandshakeNobodyIsToldWhoThePeerIs() throws IOException {
    run(scope -> {
      try (Listener listener = listen(server)) {
        scope.start("client", () -> connect(ca).close());
        try (TlsStream stream = (TlsStream) listener.accept()) {
          assertThatThrownBy(stream::peer).isInstanceOf(IllegalStateException.class);
          assertThat(stream.read().hasRemaining()).isFalse();
          assertThat(stream.peer()).isEmpty();
        }
      }
    });
  }

  @Test
  void aNameOfOnesOwnIsTheOneThatIsChecked() throws IOException {
    run(scope -> {
      try (Listener listener = listen(server)) {
        scope.start("server", () -> refuse(listener));
        assertThatThrownBy(() -> connect(ca + "&name=db.example"))
            .isInstanceOf(TlsException.class)
            .hasMessageContaining("db.example");
      }
    });
  }

  @Test
  void whatIsMissingOrWrongIsToldInOneLineBeforeAnythingListens() throws IOException {
    run(_ -> {
      assertThatThrownBy(() -> listen("alpn=h2"))
          .isInstanceOf(NetworkException.class)
          .hasMessage(
              "listen on tls://localhost:443?alpn=h2: "
                  + "to listen takes a certificate and its key: ?cert=FILE&key=FILE");
      assertThatThrownBy(() -> listen("cert=" + folder.resolve("gone.pem")))
          .isInstanceOf(NetworkException.class)
          .hasMessageContaining("gone.pem")
          .hasMessageNotContaining("\n");
      assertThatThrownBy(() -> connect("ca=" + folder.resolve("gone.pem")))
          .hasMessageContaining("gone.pem");
    });
  }
}

package io.weightless.net.tls;

import static io.weightless.net.tls.InMemory.bytes;
import static io.weightless.net.tls.InMemory.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.Stream;
import io.weightless.net.tls.TlsException.Reason;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.testing.kit.Pair;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// TLS that begins within a conversation in plain text, goes through a tunnel, or through TLS.
final class InPlainTextTest implements InMemory {
  private static final int COMMAND = "STARTTLS\n".length();

  /// A client that does not wait for the answer before it greets.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatCameBehindTheCommandIsTakenForTls(boolean isReadOnly) throws IOException {
    run(scope -> {
      Pair wire = InMemory.wire();
      Peer peer = Peer.client(wire.far(), Peer.V13).through(new Command("STARTTLS\n"));
      Task<?> far =
          scope.start(
              "client",
              () -> {
                peer.shakeHands();
                peer.write("secret");
              });
      ByteBuffer read = wire.near().read();
      read.position(read.position() + COMMAND);
      assertThat(read.hasRemaining()).isTrue();
      ByteBuffer rest = isReadOnly ? read.asReadOnlyBuffer() : read;
      try (TlsStream stream = Tls.server(wire.near(), rest, SERVER);
          var _ = wire.far()) {
        assertThat(InMemory.readText(stream, 6)).isEqualTo("secret");
        far.await();
      }
    });
  }

  /// Puts a line before the first bytes.
  private record Command(String line) implements Peer.Middle {
    @Override
    public byte[] pass(long from, byte... bytes) {
      if (from > 0) {
        return bytes;
      }
      ByteBuffer both = ByteBuffer.allocate(line.length() + bytes.length);
      return both.put(bytes(line)).put(bytes).array();
    }
  }

  /// As who is between the two might put it there: RFC 3207, CVE-2011-0411.
  @Test
  void plainTextBehindTheCommandIsNeitherAnsweredNorDelivered() throws IOException {
    run(scope -> {
      Pair wire = InMemory.wire();
      Peer peer = Peer.client(wire.far(), Peer.V13).through(new Command("RCPT TO:<eve>\n"));
      Task<?> far = scope.start("client", () -> failureOf(peer::shakeHands));
      ByteBuffer rest = wire.near().read();
      assertThat(failureOf(() -> Tls.server(wire.near(), rest, SERVER)))
          .isInstanceOfSatisfying(
              TlsException.class, e -> assertThat(e.reason()).isEqualTo(Reason.PROTOCOL));
      far.await();
      assertThat(peer.wasCut() || peer.engine.isInboundDone()).isTrue();
      wire.far().close();
    });
  }

  @Test
  void tlsGoesThroughTls() throws IOException {
    byte[] noise = InMemory.noise(100_000);
    run(scope -> {
      Pair inner = secured(scope, secured(scope, InMemory.wire()));
      Task<?> writer =
          scope.start(
              "writer",
              () -> {
                inner.far().write(ByteBuffer.wrap(noise));
                inner.far().closeOutput();
              });
      inner.near().write(bytes("ready?"));
      inner.near().closeOutput();
      assertThat(InMemory.readAll(inner.near())).isEqualTo(noise);
      assertThat(InMemory.readAll(inner.far())).asString().isEqualTo("ready?");
      writer.await();
      inner.close();
    });
  }

  private static Pair secured(Scope scope, Pair below) throws IOException {
    Task<TlsStream> near = scope.start("client", () -> InMemory.client(below.near()));
    TlsStream far = InMemory.server(below.far());
    return new Pair(near.await(), far);
  }

  @Test
  void tlsGoesThroughATunnelOfAProxy() throws IOException {
    run(scope -> {
      Pair first = InMemory.wire();
      Pair second = InMemory.wire();
      Task<?> proxy = scope.start("proxy", () -> connect(first.far(), second.near()));
      Task<TlsStream> server = scope.start("server", () -> InMemory.server(second.far()));

      first.near().write(bytes("CONNECT localhost:443 HTTP/1.1\r\n\r\n"));
      assertThat(InMemory.readText(first.near(), 19)).isEqualTo("HTTP/1.1 200 OK\r\n\r\n");
      try (TlsStream client = InMemory.client(first.near());
          TlsStream far = server.await()) {
        client.write(bytes("through"));
        client.closeOutput();
        assertThat(InMemory.readAll(far)).asString().isEqualTo("through");
        far.write(bytes("and back"));
        far.closeOutput();
        assertThat(InMemory.readAll(client)).asString().isEqualTo("and back");
      }
      proxy.await();
    });
  }

  /// A proxy that knows one command only.
  private static void connect(Stream client, Stream target) throws IOException {
    try (client;
        target) {
      InMemory.readText(client, 34);
      client.write(bytes("HTTP/1.1 200 OK\r\n\r\n"));
      Scope.run(scope -> {
        scope.start("there", () -> move(client, target));
        move(target, client);
        return "over";
      });
    }
  }

  private static void move(Stream from, Stream to) throws IOException {
    from.transferTo(to);
    to.closeOutput();
  }
}

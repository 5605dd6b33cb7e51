package io.weightless.net.tls;

import static io.weightless.net.tls.InMemory.bytes;
import static io.weightless.net.tls.InMemory.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.ClosedException;
import io.weightless.net.tls.TlsException.Reason;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.testing.kit.Pair;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

/// New keys in the middle of a conversation, and new handshakes, which are refused.
final class KeyUpdateTest implements InMemory {
  private static final int ROUNDS = 50;
  private static final int MUCH = 100_000;

  private static final byte[] NOTHING = {};

  /// All four: who changes them, and who is busy meanwhile.
  @Test
  void bothSidesChangeKeysWhileBothTalk() throws IOException {
    byte[] noise = InMemory.noise(MUCH);
    run(scope -> {
      Pair wire = InMemory.wire();
      Task<TlsStream> near = scope.start("client", () -> InMemory.client(wire.near()));
      TlsStream far = InMemory.server(wire.far());
      TlsStream client = near.await();
      try (client;
          far) {
        Task<byte[]> fromFar = scope.start("reader", () -> InMemory.readAll(client));
        Task<?> writer = scope.start("writer", () -> talkAndChange(client, noise));
        Task<?> answerer = scope.start("answerer", () -> talkAndChange(far, noise));

        assertThat(InMemory.readAll(far)).isEqualTo(repeated(noise));
        assertThat(fromFar.await()).isEqualTo(repeated(noise));
        writer.await();
        answerer.await();
      }
    });
  }

  private static void talkAndChange(TlsStream stream, byte[] noise) throws IOException {
    for (int i = 0; i < ROUNDS; i++) {
      stream.changeKeys();
      stream.write(ByteBuffer.wrap(noise));
    }
    stream.closeOutput();
  }

  private static byte[] repeated(byte[] noise) {
    ByteBuffer all = ByteBuffer.allocate(ROUNDS * noise.length);
    while (all.hasRemaining()) {
      all.put(noise);
    }
    return all.array();
  }

  @Test
  void theAnswerLeavesWithTheNextWrite() throws IOException {
    run(scope -> {
      Pair wire = InMemory.wire();
      Peer peer = Peer.client(wire.far(), Peer.V13);
      Task<?> far = scope.start("client", peer::shakeHands);
      try (TlsStream stream = InMemory.server(wire.near());
          var _ = wire.far()) {
        far.await();
        peer.engine.beginHandshake();
        peer.send(peer.record(NOTHING));
        peer.write("with new keys");
        assertThat(InMemory.readText(stream, 13)).isEqualTo("with new keys");

        stream.write(bytes("mine too"));
        assertThat(peer.read()).isEqualTo("mine too");
        stream.changeKeys();
        stream.write(bytes("again"));
        assertThat(peer.read()).isEqualTo("again");
        assertThat(peer.record(NOTHING)).isNotEmpty();
      }
    });
  }

  @Test
  void aPeerThatChangesItsKeysWithoutEndIsStoppedAndTold() throws IOException {
    run(scope -> {
      Pair wire = InMemory.wire();
      Peer peer = Peer.client(wire.far(), Peer.V13);
      Task<?> far = scope.start("client", peer::shakeHands);
      try (TlsStream stream = InMemory.server(wire.near());
          var _ = wire.far()) {
        far.await();
        ByteArrayOutputStream flood = new ByteArrayOutputStream();
        for (int i = 0; i < 2_000; i++) {
          peer.engine.beginHandshake();
          flood.writeBytes(peer.record(NOTHING));
        }
        Task<?> flooder =
            scope.start("flood", () -> failureOf(() -> peer.send(flood.toByteArray())));
        assertThat(failureOf(stream::read))
            .isInstanceOfSatisfying(
                TlsException.class, e -> assertThat(e.reason()).isEqualTo(Reason.PROTOCOL));
        flooder.await();
        assertThat(failureOf(peer::readAll)).isNull();
        assertThat(peer.wasCut()).isFalse();
      }
    });
  }

  @Test
  void keysCannotBeChangedBeforeTheHandshakeNorBehindTheEndNorByTls12() throws IOException {
    run(scope -> {
      Pair wire = InMemory.wire();
      TlsStream stream = SERVER.over(wire.near(), ByteBuffer.allocate(0));
      assertThatThrownBy(stream::changeKeys).isInstanceOf(IllegalStateException.class);
      Task<?> far =
          scope.start("client", () -> Peer.client(wire.far(), Peer.V13).shakeHands().readAll());
      stream.handshake();
      stream.closeOutput();
      assertThatThrownBy(stream::changeKeys).isInstanceOf(ClosedException.class);
      far.await();
      stream.close();
      wire.far().close();
    });
    run(scope -> {
      Pair wire = InMemory.wire();
      Peer peer = Peer.client(wire.far(), Peer.V12);
      Task<?> far = scope.start("client", peer::shakeHands);
      try (TlsStream stream = InMemory.server(wire.near());
          var _ = wire.far()) {
        far.await();
        assertThatThrownBy(stream::changeKeys).isInstanceOf(IllegalStateException.class);
      }
    });
  }

  @Test
  void aRenegotiationOfTls12BegunByAClientIsRefused() throws IOException {
    run(scope -> assertRenegotiationIsRefused(scope, false));
  }

  @Test
  void aRenegotiationOfTls12BegunByAServerIsRefused() throws IOException {
    run(scope -> assertRenegotiationIsRefused(scope, true));
  }

  private static void assertRenegotiationIsRefused(Scope scope, boolean isClient)
      throws IOException {
    Pair wire = InMemory.wire();
    Peer peer = isClient ? Peer.server(wire.far(), Peer.V12) : Peer.client(wire.far(), Peer.V12);
    Task<?> far = scope.start("peer", peer::shakeHands);
    try (TlsStream stream = isClient ? InMemory.client(wire.near()) : InMemory.server(wire.near());
        var _ = wire.far()) {
      far.await();
      peer.engine.beginHandshake();
      peer.send(peer.record(NOTHING));
      assertThat(failureOf(stream::read))
          .isInstanceOfSatisfying(
              TlsException.class, e -> assertThat(e.reason()).isEqualTo(Reason.PROTOCOL))
          .hasMessageContaining("renegotiation");
      assertThat(failureOf(peer::readAll)).isInstanceOf(SSLException.class);
    }
  }
}

package io.weightless.net.tls;

import static io.weightless.net.tls.InMemory.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.scope.Task;
import io.weightless.testing.kit.Pair;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a stream holds while nothing happens.
final class IdleTest implements InMemory {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final byte[] NOTHING = {};

  @ParameterizedTest
  @ValueSource(strings = {Peer.V13, Peer.V12})
  void aStreamHoldsNoBufferWhileAReadWaits(String version) throws IOException {
    run(scope -> {
      Pair wire = InMemory.wire();
      Peer peer = Peer.client(wire.far(), version);
      Task<?> far = scope.start("client", peer::shakeHands);
      try (TlsStream stream = InMemory.server(wire.near());
          var _ = wire.far()) {
        far.await();
        peer.write("some");
        assertThat(InMemory.readText(stream, 4)).isEqualTo("some");
        stream.write(bytes("other"));
        assertThat(TlsRoom.current().plain.lent()).isEqualTo(1);

        Task<?> reader = scope.start("reader", stream::read);
        Task.sleep(LONG);
        assertThat(TlsRoom.current().plain.lent()).isZero();
        assertThat(TlsRoom.current().packets.lent()).isZero();
        reader.cancel("seen");
      }
    });
  }

  @Test
  void anAnswerThatWaitsForTheNextWriteHoldsNone() throws IOException {
    run(scope -> {
      Pair wire = InMemory.wire();
      Peer peer = Peer.client(wire.far(), Peer.V13);
      Task<?> far = scope.start("client", peer::shakeHands);
      try (TlsStream stream = InMemory.server(wire.near());
          var _ = wire.far()) {
        far.await();
        Task<?> reader = scope.start("reader", stream::read);
        for (int i = 0; i < 3; i++) {
          peer.engine.beginHandshake();
          peer.send(peer.record(NOTHING));
          Task.sleep(LONG);
          assertThat(TlsRoom.current().packets.lent()).isZero();
        }
        stream.write(bytes("with new keys"));
        assertThat(peer.read()).isEqualTo("with new keys");
        reader.cancel("seen");
      }
    });
  }
}

package io.weightless.net.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.Stream;
import io.weightless.scope.Task;
import io.weightless.testing.FaultyStream;
import io.weightless.testing.kit.Pair;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// However a peer makes its records, and however they come, all bytes arrive in both directions.
final class RecordsTest implements InMemory {
  private static final int MUCH = 100_000;
  private static final int GREATEST = 16_384;

  @ParameterizedTest
  @CsvSource({
    "TLSv1.3, 16384, 1",
    "TLSv1.2, 16384, 1",
    "TLSv1.3, 1, 65536",
    "TLSv1.2, 1, 65536",
    "TLSv1.3, 16384, 65536",
    "TLSv1.2, 16384, 65536",
    "TLSv1.3, 1000, 999",
    "TLSv1.2, 1000, 999"
  })
  void allBytesArriveInBothDirectionsAtOnce(String version, int record, int piece)
      throws IOException {
    byte[] noise = InMemory.noise(record == 1 ? MUCH / 20 : MUCH);
    run(scope -> {
      Pair wire = InMemory.wire();
      Peer peer = Peer.client(wire.far(), version);
      Task<byte[]> far =
          scope.start(
              "client",
              () -> {
                peer.shakeHands();
                Task<?> writer = scope.start("writer", () -> write(peer, noise, record));
                byte[] heard = peer.readAll();
                writer.await();
                return heard;
              });
      Stream cut = new FaultyStream(wire.near()).shortReads(piece);
      try (TlsStream stream = InMemory.server(cut);
          var _ = wire.far()) {
        Task<byte[]> reader = scope.start("reader", () -> InMemory.readAll(stream));
        stream.write(ByteBuffer.wrap(noise));
        byte[] heard = reader.await();
        stream.closeOutput();
        assertThat(heard).isEqualTo(noise);
        assertThat(far.await()).isEqualTo(noise);
      }
    });
  }

  /// Many records in one packet, if they are small.
  private static void write(Peer peer, byte[] noise, int record) throws IOException {
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    for (int at = 0; at < noise.length; at += record) {
      packet.writeBytes(
          peer.record(Arrays.copyOfRange(noise, at, Math.min(at + record, noise.length))));
      if (packet.size() > GREATEST) {
        peer.send(packet.toByteArray());
        packet.reset();
      }
    }
    packet.writeBytes(peer.lastWords());
    peer.send(packet.toByteArray());
  }
}

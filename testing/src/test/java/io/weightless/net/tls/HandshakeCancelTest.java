package io.weightless.net.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.Stream;
import io.weightless.scope.Task;
import io.weightless.testing.FaultyStream;
import io.weightless.testing.kit.Pair;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A handshake that is cancelled while it waits, wherever that is.
final class HandshakeCancelTest implements InMemory {
  private static final Duration LATE = Duration.ofMillis(2);
  private static final Duration TURN = Duration.ofMillis(1);
  private static final int TURNS = 40;

  @ParameterizedTest
  @CsvSource({"true, TLSv1.3", "false, TLSv1.3", "true, TLSv1.2", "false, TLSv1.2"})
  void goesOnWithTheNextReadAsIfNothingHadHappened(boolean isClient, String version)
      throws IOException {
    Set<Boolean> wereEstablished = new TreeSet<>();
    for (int turns = 0; turns < TURNS; turns++) {
      int now = turns;
      run(scope -> {
        Pair wire = InMemory.wire();
        Peer peer = isClient ? Peer.server(wire.far(), version) : Peer.client(wire.far(), version);
        scope.start(
            "peer",
            () -> {
              peer.shakeHands();
              peer.write("hello");
              peer.readAll();
              peer.send(peer.lastWords());
              wire.far().close();
            });
        Stream slow = new FaultyStream(wire.near()).stalls(LATE);
        try (TlsStream stream = over(slow, isClient)) {
          Task<?> first = scope.start("cancelled", stream::handshake);
          for (int i = 0; i < now; i++) {
            Task.sleep(TURN);
          }
          wereEstablished.add(stream.isEstablished());
          first.cancel("at turn " + now);

          assertThat(InMemory.readText(stream, 5)).as("turn %s", now).isEqualTo("hello");
          stream.closeOutput();
          assertThat(InMemory.readAll(stream)).isEmpty();
        }
      });
    }
    assertThat(wereEstablished).containsExactly(false, true);
  }

  private static TlsStream over(Stream below, boolean isClient) {
    ByteBuffer nothing = ByteBuffer.allocate(0);
    return isClient ? CLIENT.over(below, nothing, "localhost") : SERVER.over(below, nothing);
  }
}

package io.weightless.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.weightless.inspect.SeenStream;
import io.weightless.inspect.Snapshot;
import io.weightless.net.Address;
import io.weightless.net.Datagrams;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/// What is open on a simulated host is to be seen as on a real one.
final class StreamsOfAHostTest {
  private static final Address SERVICE = new Address("service", 7);

  @Test
  void itIsToldInTheOrderInWhichItWasOpenedWithTheBytesThatWentThrough() {
    Simulation.seed(1)
        .host(
            "service",
            () -> {
              try (Listener listener = network().listen(SERVICE);
                  Stream stream = listener.accept()) {
                stream.write(ByteBuffer.wrap(new byte[10]));
                stream.read();
                stream.read();
              }
            })
        .host(
            "client",
            () -> {
              try (Stream stream = network().connect(SERVICE);
                  Datagrams datagrams = network().datagrams(Address.parse("udp://client:9"))) {
                stream.write(ByteBuffer.wrap(new byte[7]));
                stream.read();

                assertThat(Snapshot.take().streams())
                    .extracting(SeenStream::id, SeenStream::received, SeenStream::sent)
                    .containsExactly(tuple(1L, 10L, 7L), tuple(2L, 0L, 0L));
                assertThat(Snapshot.take().streams().getFirst().name())
                    .startsWith("the stream from client:")
                    .endsWith(" to service:7");
                assertThat(datagrams.local().port()).isEqualTo(9);
              }
              assertThat(Snapshot.take().streams()).isEmpty();
            })
        .run();
  }

  private static Network network() {
    return Reactor.current().service(Network.class);
  }
}

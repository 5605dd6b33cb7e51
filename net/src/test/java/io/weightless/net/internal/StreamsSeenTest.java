package io.weightless.net.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.weightless.inspect.SeenStream;
import io.weightless.inspect.Snapshot;
import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Stream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What is to be seen of the streams of a reactor from outside.
@EachBackend
final class StreamsSeenTest {
  @AutoClose private final World world;

  StreamsSeenTest(String backend) throws IOException {
    world = new World(backend);
  }

  @Test
  void whatIsOpenIsToldInTheOrderInWhichItWasOpenedWithTheBytesThatWentThrough() throws Exception {
    world.run(_ -> {
      try (Listener listener = world.network().listen(Address.parse("tcp://127.0.0.1:0"));
          Stream client = world.network().connect(listener.address());
          Stream server = listener.accept()) {
        client.write(ByteBuffer.wrap(new byte[1_000]));
        for (int left = 1_000; left > 0; ) {
          left -= server.read().remaining();
        }
        server.write(ByteBuffer.wrap(new byte[10]));
        client.read();

        assertThat(Snapshot.take().streams())
            .extracting(SeenStream::name, SeenStream::received, SeenStream::sent)
            .containsExactly(
                tuple("the listener on " + listener.address(), 0L, 0L),
                tuple("the stream from " + client.local() + " to " + client.remote(), 10L, 1_000L),
                tuple("the stream from " + server.local() + " to " + server.remote(), 1_000L, 10L));
      }
      assertThat(Snapshot.take().streams()).isEmpty();
    });
  }
}

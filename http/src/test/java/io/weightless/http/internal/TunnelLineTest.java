package io.weightless.http.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.kit.World;
import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What was read already comes first, and once.
final class TunnelLineTest {
  private static final Address ADDRESS = Address.parse("127.0.0.1:80");

  @ParameterizedTest
  @ValueSource(strings = {"", "rest"})
  void aBufferThatIsLentAnewIsNoRestAnyMore(String rest) throws Exception {
    World.run(() -> {
      Network network = Reactor.current().service(Network.class);
      try (Listener listener = network.listen(ADDRESS);
          Stream client = network.connect(ADDRESS);
          Stream server = listener.accept()) {
        write(client, "head" + rest);
        ByteBuffer lent = server.read();
        TunnelLine line = new TunnelLine(server, lent.position("head".length()), _ -> {});
        if (!rest.isEmpty()) {
          assertThat(US_ASCII.decode(line.read()).toString()).isEqualTo(rest);
        }
        line.release();
        lent.clear(); // as a pool does

        write(client, "next");
        assertThat(US_ASCII.decode(line.read()).toString()).isEqualTo("next");
      }
    });
  }

  private static void write(Stream stream, String text) throws IOException {
    stream.write(ByteBuffer.wrap(text.getBytes(US_ASCII)));
  }
}

package io.weightless.net.internal.nio;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class NioSocketsTest {
  @Test
  void aSystemThatCanNotShareSaysSo() throws IOException {
    try (ServerSocketChannel channel = ServerSocketChannel.open()) {
      assertThatThrownBy(() -> NioSockets.share(channel, Set.of()))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessage("this system lets only one listen on a port: it has no SO_REUSEPORT");
    }
  }
}

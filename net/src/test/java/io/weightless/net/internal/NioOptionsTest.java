package io.weightless.net.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.NetworkException;
import io.weightless.net.Stream;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What becomes of options that the JDK does not have.
final class NioOptionsTest {
  @AutoClose private final World world;

  NioOptionsTest() throws IOException {
    world = new World("nio");
  }

  @Test
  void ipv6OnlyIsRefusedWhereItMatters() throws IOException {
    world.run(_ -> {
      assertThatThrownBy(() -> world.network().listen(Address.parse("[::]:0?ipv6-only=yes")))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageStartingWith("ipv6-only needs the backend uring or epoll");
      world.network().listen(Address.parse("[::1]:0?ipv6-only=yes")).close();
    });
  }

  @Test
  void deferredAcceptIsLeftOut() throws IOException {
    world.run(_ -> {
      try (Listener listener =
              world.network().listen(Address.parse("127.0.0.1:0?defer-accept=60s"));
          Stream silent = world.network().connect(listener.address());
          Stream accepted = listener.accept()) {
        assertThat(accepted.remote()).isEqualTo(silent.local());
      }
    });
  }

  @Test
  void anInheritedSocketIsRefused() throws IOException {
    world.run(_ ->
        assertThatThrownBy(() -> world.network().listen(Address.parse("systemd:0")))
            .isInstanceOf(NetworkException.class)
            .hasMessage(
                "listen on systemd:0: a socket can be inherited with the backends uring and epoll"
                    + " only"));
  }
}

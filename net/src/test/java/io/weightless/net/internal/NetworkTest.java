package io.weightless.net.internal;

import static io.weightless.net.internal.World.bytes;
import static io.weightless.net.internal.World.readText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@EachBackend
final class NetworkTest {
  @AutoClose private final World world;

  NetworkTest(String backend) throws IOException {
    world = new World(backend);
  }

  @Test
  void ipv6WorksWhereTheMachineHasIt() throws IOException {
    assumeTrue(hasIpv6(), "no IPv6 here");
    world.run(_ -> {
      try (Listener listener = world.network().listen(Address.parse("[::1]:0"));
          Stream near = world.network().connect(listener.address());
          Stream far = listener.accept()) {
        near.write(bytes("six"));
        assertThat(readText(far)).isEqualTo("six");
        assertThat(near.remote()).isEqualTo(listener.address());
        assertThat(near.remote().host()).isEqualTo("::1");
      }
    });
  }

  private static boolean hasIpv6() {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.ofLiteral("::1"))) {
      return probe.isBound();
    } catch (IOException _) {
      return false;
    }
  }

  @Test
  void aReactorFindsThisBackendByItself() throws IOException {
    try (Reactor reactor = Reactor.open("nio")) {
      assertThat(reactor.backendName()).isEqualTo("nio");
      reactor.run(() -> {
        Network network = Reactor.current().service(Network.class);
        network.listen(World.ANY_PORT).close();
      });
    }
  }

  @Test
  void outsideATaskThereIsNoConnecting() {
    assertThatThrownBy(() -> world.network().connect(new Address("127.0.0.1", 1)))
        .isInstanceOf(IllegalStateException.class);
  }
}

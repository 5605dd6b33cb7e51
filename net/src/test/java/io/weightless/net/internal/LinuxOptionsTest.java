package io.weightless.net.internal;

import static io.weightless.net.internal.World.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Stream;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Options of TCP that the JDK does not have.
@EachLinuxBackend
final class LinuxOptionsTest {
  @AutoClose private final World world;

  LinuxOptionsTest(String backend) throws IOException {
    world = new World(backend);
  }

  @Test
  void ipv6OnlyTakesIpv6OnlyAndLeavesThePortToIpv4() throws IOException {
    world.run(_ -> {
      try (Listener six = world.network().listen(Address.parse("[::]:0?ipv6-only=yes"))) {
        int port = six.address().port();
        world.network().connect(new Address("::1", port)).close();
        assertThatThrownBy(() -> world.network().connect(new Address("127.0.0.1", port)))
            .hasMessageEndingWith("Connection refused");
        Address four = new Address("0.0.0.0", port);
        try (Listener beside = world.network().listenShared(four)) {
          world.network().connect(new Address("127.0.0.1", port)).close();
          try (Stream accepted = beside.accept()) {
            assertThat(accepted.remote().host()).isEqualTo("127.0.0.1");
          }
        }
      }
    });
  }

  @Test
  void aConnectionWithoutBytesIsNotAccepted() throws IOException {
    world.run(_ -> {
      try (Listener listener =
              world.network().listen(Address.parse("127.0.0.1:0?defer-accept=60s"));
          Stream silent = world.network().connect(listener.address());
          Stream speaker = world.network().connect(listener.address())) {
        speaker.write(bytes("me"));
        try (Stream first = listener.accept()) {
          assertThat(first.remote()).isEqualTo(speaker.local());
        }
        silent.write(bytes("and me"));
        try (Stream second = listener.accept()) {
          assertThat(second.remote()).isEqualTo(silent.local());
        }
      }
    });
  }
}

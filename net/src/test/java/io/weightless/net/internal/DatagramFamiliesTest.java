package io.weightless.net.internal;

import static io.weightless.net.internal.World.bytes;
import static io.weightless.net.internal.World.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.Address;
import io.weightless.net.Datagram;
import io.weightless.net.Datagrams;
import io.weightless.net.NetworkException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Datagrams of IPv4 and IPv6 at one socket, and what else depends on the family.
@EachBackend
final class DatagramFamiliesTest {
  @AutoClose private final World world;

  DatagramFamiliesTest(String backend) throws IOException {
    world = new World(backend);
  }

  @Test
  void atAnyAddressOfIpv6BothAreHeardAndAnswered() throws IOException {
    world.run(_ -> {
      try (Datagrams any = open("udp://[::]:0");
          Datagrams four = open("udp://127.0.0.1:0");
          Datagrams six = open("udp://[::1]:0")) {
        int port = any.local().port();
        four.send(bytes("four"), Address.parse("udp://127.0.0.1:" + port));
        assertThat(answered(any)).isEqualTo(four.local());
        assertThat(text(four.receive().bytes())).isEqualTo("four");

        six.send(bytes("six"), Address.parse("udp://[::1]:" + port));
        assertThat(answered(any)).isEqualTo(six.local());
        assertThat(text(six.receive().bytes())).isEqualTo("six");
      }
    });
  }

  private static Address answered(Datagrams any) throws IOException {
    Datagram came = any.receive();
    any.send(came.bytes(), came.from());
    return came.from();
  }

  private Datagrams open(String address) throws IOException {
    return world.network().datagrams(Address.parse(address));
  }

  @Test
  void aGroupOfIpv6IsJoinedAndLeft() throws IOException {
    InetAddress group = InetAddress.ofLiteral("ff01::7701");
    NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.ofLiteral("::1"));
    world.run(_ -> {
      try (Datagrams member = open("udp://[::]:0?interface=" + loopback.getName())) {
        member.join(group, null);
        assertThatThrownBy(() -> member.join(group, loopback))
            .hasMessageContaining("join ff01:0:0:0:0:0:0:7701 at ");
        member.leave(group, loopback);
        assertThatThrownBy(() -> member.leave(group, null)).isInstanceOf(NetworkException.class);
      }
    });
  }

  @Test
  void itIsSentFromTheAddressThatTheOptionSays() throws IOException {
    world.run(_ -> {
      try (Datagrams far = open("udp://127.0.0.1:0");
          Datagrams near =
              world.network().datagramsTo(Address.parse(far.local() + "?from=127.0.0.2"))) {
        near.send(bytes("hello"));
        assertThat(far.receive().from().host()).isEqualTo("127.0.0.2");
      }
    });
  }

  @Test
  void aNetworkThatThisMachineDoesNotHaveIsToldInOneLine() throws IOException {
    Address nowhere = Address.parse("udp://127.0.0.1:0?interface=none7");
    world.run(_ ->
        assertThatThrownBy(() -> world.network().datagrams(nowhere))
            .hasMessage(
                "send and receive at "
                    + nowhere
                    + ": this machine has no network that is called 'none7'"));
  }
}

package io.weightless.testing.kit;

import static io.weightless.testing.kit.Post.assertFails;
import static io.weightless.testing.kit.Post.network;
import static io.weightless.testing.kit.Post.receiveText;
import static io.weightless.testing.kit.Talk.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weightless.net.Address;
import io.weightless.net.Datagrams;
import io.weightless.net.NetworkException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import org.junit.jupiter.api.Test;

/// What datagrams promise that go to groups, on the network within this machine.
public interface MulticastKit extends Reactors {
  InetAddress GROUP = InetAddress.ofLiteral("239.255.77.1");

  /// By which they leave that are sent to groups.
  private static Address sender() throws IOException {
    return Address.parse("udp://127.0.0.1:0?interface=" + loopback().getName());
  }

  private static NetworkInterface loopback() throws IOException {
    NetworkInterface found = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
    if (found == null) {
      throw new IOException("this machine has no loopback");
    }
    return found;
  }

  /// One at the group's own address, with any port.
  private static Datagrams member() throws IOException {
    return member(Address.parse("udp://239.255.77.1:0"));
  }

  private static Datagrams member(Address place) throws IOException {
    Datagrams member = network().datagrams(place);
    member.join(GROUP, loopback());
    return member;
  }

  @Test
  default void whatIsSentToAGroupComesToAllMembers() throws IOException {
    run(_ -> {
      try (Datagrams near = network().datagrams(sender());
          Datagrams one = member();
          Datagrams other = member(one.local())) {
        near.send(bytes("to all"), one.local());

        assertEquals("to all", receiveText(one));
        assertEquals("to all", receiveText(other));
      }
    });
  }

  @Test
  default void whoHasLeftGetsNothingMore() throws IOException {
    run(_ -> {
      try (Datagrams near = network().datagrams(sender());
          Datagrams one = member();
          Datagrams other = member(one.local())) {
        other.leave(GROUP, loopback());
        near.send(bytes("to the rest"), one.local());

        assertEquals("to the rest", receiveText(one));
        other.join(GROUP, loopback());
        near.send(bytes("to all"), one.local());
        assertEquals("to all", receiveText(other));
      }
    });
  }

  @Test
  default void aSecondJoinAndALeaveWithoutOneAreRefused() throws IOException {
    run(_ -> {
      try (Datagrams one = member()) {
        Address place = one.local();
        assertFails(Reason.IN_USE, place, () -> one.join(GROUP, loopback()));
        one.leave(GROUP, loopback());
        assertFails(Reason.NOT_AVAILABLE, place, () -> one.leave(GROUP, loopback()));
      }
    });
  }

  @Test
  default void whatIsNoGroupCannotBeJoined() throws IOException {
    InetAddress host = InetAddress.ofLiteral("127.0.0.1");
    run(_ -> {
      try (Datagrams one = Post.open()) {
        assertThrows(IllegalArgumentException.class, () -> one.join(host, null));
        assertThrows(IllegalArgumentException.class, () -> one.leave(host, null));
      }
    });
  }

  @Test
  default void manyMayHaveOnePortWhenAllAskForIt() throws IOException {
    run(_ -> {
      Address shared = Address.parse("udp://127.0.0.1:0?reuse=yes");
      try (Datagrams one = network().datagrams(shared)) {
        Address same = Address.parse(one.local() + "?reuse=yes");
        network().datagrams(same).close();
        assertFails(Reason.IN_USE, one.local(), () -> network().datagrams(one.local()));
      }
    });
  }
}

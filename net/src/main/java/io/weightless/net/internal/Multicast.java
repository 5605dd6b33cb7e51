package io.weightless.net.internal;

import io.weightless.net.Address;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import org.jspecify.annotations.Nullable;

/// Which of this machine's networks is meant where groups are.
public final class Multicast {
  private static final int ANY_PORT = 9;

  private Multicast() {}

  /// Null when `address` does not say.
  public static @Nullable NetworkInterface network(Address address) throws IOException {
    String name = address.udp().network();
    if (name.isEmpty()) {
      return null;
    }
    NetworkInterface found = NetworkInterface.getByName(name);
    if (found == null) {
      throw new IOException("this machine has no network that is called '" + name + "'");
    }
    return found;
  }

  /// By which what is sent to `group` leaves.
  public static NetworkInterface wayTo(InetAddress group) throws IOException {
    try (DatagramSocket probe = new DatagramSocket()) {
      probe.connect(new InetSocketAddress(group, ANY_PORT)); // sends nothing
      NetworkInterface found = NetworkInterface.getByInetAddress(probe.getLocalAddress());
      if (found == null) {
        throw new IOException("no network leads to the group");
      }
      return found;
    }
  }
}

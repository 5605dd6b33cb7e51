package io.weightless.net.dns;

import io.weightless.net.Address;
import io.weightless.net.Datagrams;
import io.weightless.net.Network;
import io.weightless.net.Scheme;
import io.weightless.net.TcpOptions;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/// Which family of addresses comes first: one that there is a way to from here, and of two of them
/// IPv6, unless its address is of a kind that RFC 6724 puts behind IPv4. Within a family the order
/// stays: servers turn it to spread the load.
///
/// - **Cost**: a socket for each family, when there are two; nothing is sent.
record Preference(Network network) {
  private static final int ANY_PORT = 9;
  private static final int PRIVATE = 0xfc;
  private static final int PRIVATE_MASK = 0xfe;

  List<InetAddress> order(List<InetAddress> addresses) {
    List<InetAddress> sixes = addresses.stream().filter(Inet6Address.class::isInstance).toList();
    List<InetAddress> fours = addresses.stream().filter(a -> !sixes.contains(a)).toList();
    boolean isSixFirst =
        sixes.isEmpty()
            || fours.isEmpty()
            || (hasWayTo(sixes.getFirst())
                && (isUsual(sixes.getFirst()) || !hasWayTo(fours.getFirst())));
    return isSixFirst
        ? Stream.concat(sixes.stream(), fours.stream()).toList()
        : Stream.concat(fours.stream(), sixes.stream()).toList();
  }

  /// A socket that is connected is one that the system has found a way for.
  private boolean hasWayTo(InetAddress address) {
    Address place =
        new Address(Scheme.UDP, address.getHostAddress(), ANY_PORT, TcpOptions.DEFAULTS);
    try (Datagrams _ = network.datagramsTo(place)) {
      return true;
    } catch (IOException _) {
      return false;
    } catch (UnsupportedOperationException _) {
      return true; // nobody can tell
    }
  }

  /// Neither private nor a way through IPv4: RFC 6724, section 2.1.
  private static boolean isUsual(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean isPrivate = (bytes[0] & PRIVATE_MASK) == PRIVATE;
    boolean isTeredo = bytes[0] == 0x20 && bytes[1] == 1 && bytes[2] == 0 && bytes[3] == 0;
    boolean is6to4 = bytes[0] == 0x20 && bytes[1] == 2;
    return !isPrivate && !isTeredo && !is6to4;
  }
}

package io.weightless.net.internal;

import io.weightless.net.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/// Between our addresses and the JDK's.
public final class Addresses {
  private static final Pattern ZEROS = Pattern.compile("(^|:)(0(:|$)){2,}");

  private Addresses() {}

  /// All that the host's name stands for; a literal address stands for itself, without a look-up. A
  /// look-up holds the loop until the system's resolver has answered.
  public static InetAddress[] resolve(Address address) throws IOException {
    try {
      return InetAddress.getAllByName(address.host());
    } catch (UnknownHostException e) {
      throw new IOException("the host is unknown", e);
    }
  }

  /// An IPv6 address is shortened as usual: `::1`.
  public static Address of(InetSocketAddress socket) {
    String host = socket.getAddress().getHostAddress();
    return new Address(
        host.indexOf(':') < 0 ? host : ZEROS.matcher(host).replaceFirst("::"), socket.getPort());
  }
}

package io.weightless.net.internal;

import io.weightless.net.Address;
import java.net.InetSocketAddress;
import java.util.regex.Pattern;

/// Between our addresses and the JDK's.
public final class Addresses {
  private static final Pattern ZEROS = Pattern.compile("(^|:)(0(:|$)){2,}");

  private Addresses() {}

  /// An IPv6 address is shortened as usual: `::1`.
  public static Address of(InetSocketAddress socket) {
    String host = socket.getAddress().getHostAddress();
    return new Address(
        host.indexOf(':') < 0 ? host : ZEROS.matcher(host).replaceFirst("::"), socket.getPort());
  }
}

package io.weightless.net.internal.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;

/// `struct sockaddr_in` and `sockaddr_in6`.
final class SocketAddresses {
  static final int AF_INET = 2;
  static final int AF_INET6 = 10;
  static final int BYTES = 28;

  private static final int BYTES_OF_IPV4 = 16;
  private static final int PORT = 2;
  private static final int IPV4 = 4;
  private static final int IPV6 = 8;
  private static final int SCOPE = 24;
  private static final ValueLayout.OfShort BIG_ENDIAN =
      JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private SocketAddresses() {}

  static int familyOf(InetSocketAddress address) {
    return address.getAddress() instanceof Inet6Address ? AF_INET6 : AF_INET;
  }

  /// @return how many bytes
  static int write(InetSocketAddress address, MemorySegment target) {
    boolean isIpv6 = address.getAddress() instanceof Inet6Address;
    target.fill((byte) 0);
    target.set(JAVA_SHORT_UNALIGNED, 0, (short) familyOf(address));
    target.set(BIG_ENDIAN, PORT, (short) address.getPort());
    byte[] host = address.getAddress().getAddress();
    MemorySegment.copy(host, 0, target, JAVA_BYTE, isIpv6 ? IPV6 : IPV4, host.length);
    if (address.getAddress() instanceof Inet6Address ipv6) {
      target.set(JAVA_INT_UNALIGNED, SCOPE, ipv6.getScopeId());
    }
    return isIpv6 ? BYTES : BYTES_OF_IPV4;
  }

  static InetSocketAddress read(MemorySegment source) throws IOException {
    boolean isIpv6 = source.get(JAVA_SHORT_UNALIGNED, 0) == AF_INET6;
    byte[] host = new byte[isIpv6 ? 16 : 4];
    MemorySegment.copy(source, JAVA_BYTE, isIpv6 ? IPV6 : IPV4, host, 0, host.length);
    int scope = isIpv6 ? source.get(JAVA_INT_UNALIGNED, SCOPE) : 0;
    InetAddress address =
        scope == 0 ? InetAddress.getByAddress(host) : Inet6Address.getByAddress(null, host, scope);
    return new InetSocketAddress(address, Short.toUnsignedInt(source.get(BIG_ENDIAN, PORT)));
  }
}

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
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteOrder;

/// `struct sockaddr_in`, `sockaddr_in6` and `sockaddr_un`.
final class SocketAddresses {
  static final int AF_INET = 2;
  static final int AF_INET6 = 10;

  /// Of the longest.
  static final int BYTES = UnixAddresses.BYTES;

  private static final int BYTES_OF_IPV4 = 16;
  private static final int BYTES_OF_IPV6 = 28;
  private static final int PORT = 2;
  private static final int IPV4 = 4;
  private static final int IPV6 = 8;
  private static final int SCOPE = 24;
  private static final ValueLayout.OfShort BIG_ENDIAN =
      JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private SocketAddresses() {}

  static int familyOf(SocketAddress address) {
    if (address instanceof UnixDomainSocketAddress) {
      return UnixAddresses.AF_UNIX;
    }
    return ((InetSocketAddress) address).getAddress() instanceof Inet6Address ? AF_INET6 : AF_INET;
  }

  /// @return how many bytes
  /// @throws IOException when the name of a Unix socket is none
  static int write(SocketAddress address, MemorySegment target) throws IOException {
    return address instanceof UnixDomainSocketAddress unix
        ? UnixAddresses.write(unix.getPath().toString(), target)
        : write((InetSocketAddress) address, target);
  }

  private static int write(InetSocketAddress address, MemorySegment target) {
    boolean isIpv6 = address.getAddress() instanceof Inet6Address;
    target.asSlice(0, BYTES_OF_IPV6).fill((byte) 0);
    target.set(JAVA_SHORT_UNALIGNED, 0, (short) familyOf(address));
    target.set(BIG_ENDIAN, PORT, (short) address.getPort());
    byte[] host = address.getAddress().getAddress();
    MemorySegment.copy(host, 0, target, JAVA_BYTE, isIpv6 ? IPV6 : IPV4, host.length);
    if (address.getAddress() instanceof Inet6Address ipv6) {
      target.set(JAVA_INT_UNALIGNED, SCOPE, ipv6.getScopeId());
    }
    return isIpv6 ? BYTES_OF_IPV6 : BYTES_OF_IPV4;
  }

  /// @param length what the system says
  static SocketAddress read(MemorySegment source, int length) throws IOException {
    short family = source.get(JAVA_SHORT_UNALIGNED, 0);
    if (family == UnixAddresses.AF_UNIX) {
      return UnixDomainSocketAddress.of(UnixAddresses.read(source, length));
    }
    boolean isIpv6 = family == AF_INET6;
    byte[] host = new byte[isIpv6 ? 16 : 4];
    MemorySegment.copy(source, JAVA_BYTE, isIpv6 ? IPV6 : IPV4, host, 0, host.length);
    int scope = isIpv6 ? source.get(JAVA_INT_UNALIGNED, SCOPE) : 0;
    InetAddress address =
        scope == 0 ? InetAddress.getByAddress(host) : Inet6Address.getByAddress(null, host, scope);
    return new InetSocketAddress(address, Short.toUnsignedInt(source.get(BIG_ENDIAN, PORT)));
  }
}

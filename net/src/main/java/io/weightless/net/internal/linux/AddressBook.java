package io.weightless.net.internal.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.weightless.net.Address;
import io.weightless.net.Scheme;
import io.weightless.net.TcpOptions;
import io.weightless.net.internal.Addresses;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// What the system calls those that datagrams come from and go to. It remembers some of them, so
/// that who comes again, and who is answered, costs no new address.
final class AddressBook {
  /// A power of two: who comes later takes the place of another one.
  static final int PLACES = 256;

  private static final int GOLDEN_RATIO = 0x9E37_79B9;
  private static final int SHIFT = Integer.numberOfLeadingZeros(PLACES) + 1;

  private static final int FIRST_OF_MAPPED = 10;

  private final @Nullable Entry[] byName = new Entry[PLACES];
  private final @Nullable Entry[] byAddress = new Entry[PLACES];

  private record Entry(Address address, int family, MemorySegment name) {}

  /// The address of who the system calls by the first `length` bytes of `name`.
  Address read(MemorySegment name, int length) throws IOException {
    int place = place(name, length);
    Entry known = byName[place];
    if (known != null
        && known.name.byteSize() == length
        && MemorySegment.mismatch(known.name, 0, length, name, 0, length) < 0) {
      return known.address;
    }
    Entry found = new Entry(address(name, length), family(name, length), copy(name, length));
    byName[place] = found;
    byAddress[place(found.address)] = found;
    return found.address;
  }

  private static Address address(MemorySegment name, int length) throws IOException {
    if (family(name, length) != UnixAddresses.AF_UNIX) {
      return Addresses.of(Scheme.UDP, (InetSocketAddress) SocketAddresses.read(name, length));
    }
    String path = UnixAddresses.read(name, length);
    return new Address(
        Scheme.UNIX, path.isEmpty() ? Addresses.UNNAMED : path, 0, TcpOptions.DEFAULTS);
  }

  /// The system does not name who has no name.
  private static int family(MemorySegment name, int length) {
    return length < Short.BYTES ? UnixAddresses.AF_UNIX : name.get(JAVA_BYTE, 0);
  }

  private static int place(MemorySegment name, int length) {
    int hash = length;
    for (int i = 0; i + Integer.BYTES <= length; i += Integer.BYTES) {
      hash = hash * 31 + name.get(JAVA_INT, i);
    }
    return (hash * GOLDEN_RATIO) >>> SHIFT;
  }

  private static int place(Address address) {
    return System.identityHashCode(address) & PLACES - 1;
  }

  private static MemorySegment copy(MemorySegment name, int length) {
    return MemorySegment.ofArray(name.asSlice(0, length).toArray(JAVA_BYTE));
  }

  /// Writes what a socket of this family calls `address`.
  ///
  /// @return how many bytes
  /// @throws IllegalArgumentException when it is for another kind of socket
  int write(Address address, int family, MemorySegment target) throws IOException {
    Entry known = byAddress[place(address)];
    if (known != null && known.address == address && known.family == family) {
      MemorySegment.copy(known.name, 0, target, 0, known.name.byteSize());
      return (int) known.name.byteSize();
    }
    int length = encode(address, family, target);
    byAddress[place(address)] = new Entry(address, family, copy(target, length));
    return length;
  }

  private static int encode(Address address, int family, MemorySegment target) throws IOException {
    if (family == UnixAddresses.AF_UNIX) {
      if (address.scheme() != Scheme.UNIX) {
        throw new IllegalArgumentException("from a Unix socket to another one, not " + address);
      }
      return UnixAddresses.write(address.host(), target);
    }
    InetSocketAddress place = Addresses.numbers(Scheme.UDP, address);
    boolean isMapped =
        family == SocketAddresses.AF_INET6 && place.getAddress() instanceof Inet4Address;
    return SocketAddresses.write(isMapped ? mapped(place) : place, target);
  }

  /// As a socket of IPv6 calls an IPv4 address: RFC 4291, section 2.5.5.2.
  private static InetSocketAddress mapped(InetSocketAddress place) throws IOException {
    byte[] host = new byte[16];
    host[FIRST_OF_MAPPED] = -1;
    host[FIRST_OF_MAPPED + 1] = -1;
    System.arraycopy(place.getAddress().getAddress(), 0, host, FIRST_OF_MAPPED + 2, 4);
    InetAddress mapped = Inet6Address.getByAddress(null, host, 0);
    return new InetSocketAddress(mapped, place.getPort());
  }
}

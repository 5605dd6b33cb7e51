package io.weightless.http.middleware;

import io.weightless.net.Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some networks, by prefix: `10.0.0.0/8`, `2001:db8::/32`, or a single address. Immutable.
///
/// An IPv4 address that is written as one of IPv6, `::ffff:10.0.0.1`, is the IPv4 address. What is
/// no address, as the name of a host, is in none of them.
public final class Networks {
  private static final Networks NONE = new Networks(List.of());

  private final List<Prefix> prefixes;

  private Networks(List<Prefix> prefixes) {
    this.prefixes = prefixes;
  }

  public static Networks none() {
    return NONE;
  }

  /// @throws IllegalArgumentException saying in one line which of them is no network
  public static Networks of(String... networks) {
    List<Prefix> prefixes = new ArrayList<>();
    for (String network : networks) {
      prefixes.add(prefix(network));
    }
    return new Networks(List.copyOf(prefixes));
  }

  /// Whether `address` is in one of them.
  public boolean contains(Address address) {
    return contains(address.host());
  }

  /// Whether `host` is an address in one of them.
  public boolean contains(String host) {
    byte[] bytes = prefixes.isEmpty() ? null : bytes(host);
    return bytes != null && prefixes.stream().anyMatch(prefix -> prefix.contains(bytes));
  }

  /// Null if it is no address.
  static byte @Nullable [] bytes(String host) {
    boolean isVersion4 = host.chars().filter(c -> c == '.').count() == 3; // no older forms
    if (!isVersion4 && host.indexOf(':') < 0) {
      return null;
    }
    if (host.indexOf('%') >= 0) {
      return null; // with the name of an interface, which must be one that is here
    }
    try {
      return InetAddress.ofLiteral(host).getAddress();
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private static Prefix prefix(String network) {
    int slash = network.indexOf('/');
    String host = slash < 0 ? network : network.substring(0, slash);
    byte[] bytes = bytes(host);
    if (bytes == null) {
      throw fault(network, "'" + host + "' is not an IP address");
    }
    int all = bytes.length * 8;
    int bits = slash < 0 ? all : bits(network, network.substring(slash + 1), all);
    for (int i = bits; i < all; i++) {
      if ((bytes[i / 8] >> (7 - i % 8) & 1) != 0) {
        throw fault(network, "the address has bits behind its prefix of " + bits);
      }
    }
    return new Prefix(bytes, bits);
  }

  private static int bits(String network, String digits, int most) {
    boolean isNumber = !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    int bits = isNumber && digits.length() <= 3 ? Integer.parseInt(digits) : -1;
    if (bits < 0 || bits > most) {
      throw fault(network, "a prefix has 0 to " + most + " bits");
    }
    return bits;
  }

  private static IllegalArgumentException fault(String network, String why) {
    return new IllegalArgumentException("'" + network + "' is not a network: " + why);
  }

  /// Who counts as one client: an IPv4 address, or the /64 of an IPv6 address, of which a client
  /// has all; else what the address says.
  static String client(Address address) {
    byte[] bytes = bytes(address.host());
    if (bytes == null || bytes.length < 16) {
      return address.host();
    }
    try {
      return Inet6Address.getByAddress(Arrays.copyOf(Arrays.copyOf(bytes, 8), 16)).getHostAddress();
    } catch (UnknownHostException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static final class Prefix {
    private final byte[] bytes;
    private final int bits;

    Prefix(byte[] bytes, int bits) {
      this.bytes = bytes;
      this.bits = bits;
    }

    boolean contains(byte[] address) {
      if (address.length != bytes.length) {
        return false;
      }
      int whole = bits / 8;
      int mask = 0xff00 >> bits % 8 & 0xff;
      return Arrays.equals(bytes, 0, whole, address, 0, whole)
          && (mask == 0 || (bytes[whole] & mask) == (address[whole] & mask));
    }
  }
}

package io.weightless.net.dns;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/// The name that an address has in the DNS: RFC 1035, section 3.5, and RFC 3596, section 2.5.
final class ReverseName {
  private static final int IPV4_BYTES = 4;

  private ReverseName() {}

  static DomainName of(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean isIpv4 = bytes.length == IPV4_BYTES;
    List<String> labels = new ArrayList<>();
    for (int i = bytes.length - 1; i >= 0; i--) {
      int value = Byte.toUnsignedInt(bytes[i]);
      if (isIpv4) {
        labels.add(String.valueOf(value));
      } else {
        labels.add(Integer.toHexString(value & 0xf));
        labels.add(Integer.toHexString(value >>> 4));
      }
    }
    labels.add(isIpv4 ? "in-addr" : "ip6");
    labels.add("arpa");
    return new DomainName(labels);
  }
}

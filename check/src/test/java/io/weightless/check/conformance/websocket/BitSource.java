package io.weightless.check.conformance.websocket;

/// The bits of compressed data, in the order of RFC 1951, section 3.1.1.
final class BitSource {
  private final String octets;
  private int at;
  private int held;
  private int count;

  BitSource(String octets) {
    this.octets = octets;
  }

  /// @param n 16 at most
  int bits(int n) {
    int bits = peek(n);
    skip(n);
    return bits;
  }

  /// The next bits, which stay; zeros behind the last one.
  int peek(int n) {
    while (count < n && at < octets.length()) {
      held |= octets.charAt(at++) << count;
      count += 8;
    }
    return held & ((1 << n) - 1);
  }

  /// Some that were peeked at.
  void skip(int n) {
    if (n > count) {
      throw Inflation.broken("an end within a block");
    }
    held >>>= n;
    count -= n;
  }

  /// Skips the rest of an octet.
  void align() {
    bits(count & 7);
  }

  boolean hasMore() {
    return count + 8 * (octets.length() - at) > 0;
  }
}

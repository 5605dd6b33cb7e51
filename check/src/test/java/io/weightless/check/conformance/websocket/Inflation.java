package io.weightless.check.conformance.websocket;

import java.util.Arrays;

/// Decompresses what a server sends (RFC 1951, RFC 7692, section 7.2.2), and refuses what refers
/// farther back than was agreed on.
final class Inflation {
  private static final int MOST_BACK = 1 << 15;
  private static final int[] LENGTHS = {
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258
  };
  private static final int[] DISTANCES = {
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
    3073, 4097, 6145, 8193, 12289, 16385, 24577
  };
  private static final int[] ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };

  private final int window;
  private final boolean keepsContext;
  private byte[] out = new byte[2 * MOST_BACK];
  private int end;
  private BitSource in = new BitSource("");

  Inflation(Agreement agreement) {
    window = 1 << agreement.serverBits();
    keepsContext = !agreement.isServerReset();
  }

  String message(String compressed) {
    int kept = keepsContext ? Math.min(end, MOST_BACK) : 0;
    System.arraycopy(out, end - kept, out, 0, kept);
    end = kept;
    in = new BitSource(compressed + "\0\0\u00ff\u00ff");
    while (in.hasMore()) {
      block();
    }
    return Octets.of(Arrays.copyOfRange(out, kept, end));
  }

  private void block() {
    boolean isFinal = in.bits(1) == 1;
    switch (in.bits(2)) {
      case 0 -> stored();
      case 1 -> coded(Codes.FIXED_LITERALS, Codes.FIXED_DISTANCES);
      case 2 -> dynamic();
      default -> throw broken("a block of no kind");
    }
    if (isFinal) {
      in.align();
    }
  }

  private void stored() {
    in.align();
    int length = in.bits(16);
    if (length != (~in.bits(16) & 0xffff)) {
      throw broken("a length that contradicts itself");
    }
    for (int i = 0; i < length; i++) {
      put((byte) in.bits(8));
    }
  }

  private void dynamic() {
    int literals = in.bits(5) + 257;
    int distances = in.bits(5) + 1;
    int count = in.bits(4) + 4;
    int[] first = new int[ORDER.length];
    for (int i = 0; i < count; i++) {
      first[ORDER[i]] = in.bits(3);
    }
    int[] lengths = lengths(new Codes(first), literals + distances);
    coded(
        new Codes(Arrays.copyOf(lengths, literals)),
        new Codes(Arrays.copyOfRange(lengths, literals, literals + distances)));
  }

  private int[] lengths(Codes codes, int count) {
    int[] lengths = new int[count];
    int i = 0;
    while (i < count) {
      int symbol = codes.next(in);
      if (symbol < 16) {
        lengths[i++] = symbol;
        continue;
      }
      int value = symbol == 16 ? lengths[i - 1] : 0;
      int times = symbol == 16 ? 3 + in.bits(2) : symbol == 17 ? 3 + in.bits(3) : 11 + in.bits(7);
      Arrays.fill(lengths, i, i + times, value);
      i += times;
    }
    return lengths;
  }

  private void coded(Codes literals, Codes distances) {
    for (int symbol = literals.next(in); symbol != 256; symbol = literals.next(in)) {
      if (symbol < 256) {
        put((byte) symbol);
      } else {
        copy(symbol - 257, distances);
      }
    }
  }

  private void copy(int symbol, Codes distances) {
    int extra = symbol < 8 || symbol == 28 ? 0 : (symbol - 4) / 4;
    int length = LENGTHS[symbol] + in.bits(extra);
    int far = distances.next(in);
    int distance = DISTANCES[far] + in.bits(far < 4 ? 0 : (far - 2) / 2);
    if (distance > window || distance > end) {
      throw broken("a distance of " + distance + " in a window of " + window);
    }
    for (int i = 0; i < length; i++) {
      put(out[end - distance]);
    }
  }

  private void put(byte octet) {
    if (end == out.length) {
      out = Arrays.copyOf(out, 2 * end);
    }
    out[end++] = octet;
  }

  static AssertionError broken(String how) {
    return new AssertionError("7692-7.2 compressed data with " + how);
  }
}

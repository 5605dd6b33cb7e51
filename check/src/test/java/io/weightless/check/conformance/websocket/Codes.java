package io.weightless.check.conformance.websocket;

import java.util.Arrays;

/// A prefix code, given by the lengths of its symbols (RFC 1951, section 3.2.2).
final class Codes {
  static final Codes FIXED_LITERALS = new Codes(fixedLengths());
  static final Codes FIXED_DISTANCES = new Codes(filled(30, 5));

  private static final int MOST_BITS = 15;

  /// Codes of so many bits are looked up.
  private static final int FAST_BITS = 9;

  private final int[] fast = new int[1 << FAST_BITS];
  private final int[] counts = new int[MOST_BITS + 1];
  private final int[] symbols;

  Codes(int[] lengths) {
    symbols = new int[lengths.length];
    int next = 0;
    int code = 0;
    for (int bits = 1; bits <= MOST_BITS; bits++, code <<= 1) {
      for (int symbol = 0; symbol < lengths.length; symbol++) {
        if (lengths[symbol] == bits) {
          counts[bits]++;
          symbols[next++] = symbol;
          rememberFast(code++, bits, symbol);
        }
      }
    }
  }

  /// Behind the bits of a code, which come the highest first, there may be any.
  private void rememberFast(int code, int bits, int symbol) {
    int step = 1 << bits;
    int start = bits > FAST_BITS ? fast.length : Integer.reverse(code) >>> (32 - bits);
    for (int i = start; i < fast.length; i += step) {
      fast[i] = (symbol << 4) | bits;
    }
  }

  private static int[] fixedLengths() {
    int[] lengths = filled(288, 8);
    Arrays.fill(lengths, 144, 256, 9);
    Arrays.fill(lengths, 256, 280, 7);
    return lengths;
  }

  private static int[] filled(int count, int value) {
    int[] lengths = new int[count];
    Arrays.fill(lengths, value);
    return lengths;
  }

  /// The symbol that comes next.
  int next(BitSource in) {
    int entry = fast[in.peek(FAST_BITS)];
    if (entry != 0) {
      in.skip(entry & 0xf);
      return entry >> 4;
    }
    return nextSlowly(in);
  }

  private int nextSlowly(BitSource in) {
    int code = 0;
    int first = 0;
    int index = 0;
    for (int bits = 1; bits <= MOST_BITS; bits++) {
      code |= in.bits(1);
      if (code - first < counts[bits]) {
        return symbols[index + code - first];
      }
      index += counts[bits];
      first = (first + counts[bits]) << 1;
      code <<= 1;
    }
    throw Inflation.broken("a code without a meaning");
  }
}

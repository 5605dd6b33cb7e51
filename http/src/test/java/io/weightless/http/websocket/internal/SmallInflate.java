package io.weightless.http.websocket.internal;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// RFC 1951, plainly: what else decodes, and sees how far back anything refers.
final class SmallInflate {
  private static final int[] LENGTHS = {
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258
  };
  private static final int[] LENGTH_BITS = {
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0
  };
  private static final int[] ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };

  private byte[] out = new byte[1024];
  private int size;
  private int farthest;
  private byte[] in = new byte[0];
  private int place;

  /// How far back anything has referred so far, in bytes.
  int farthest() {
    return farthest;
  }

  /// Decodes the next message, which may refer to those before.
  byte[] message(byte[] payload) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(payload);
    whole.writeBytes(new byte[] {0, 0, -1, -1});
    in = whole.toByteArray();
    place = 0;
    int start = size;
    while (place < 8 * in.length) {
      block();
    }
    return Arrays.copyOfRange(out, start, size);
  }

  private void block() {
    boolean isFinal = bits(1) == 1;
    switch (bits(2)) {
      case 0 -> stored();
      case 1 -> fixed();
      case 2 -> dynamic();
      default -> throw new IllegalStateException("no such type");
    }
    if (isFinal) {
      align();
    }
  }

  private void align() {
    place = (place + 7) & -8;
  }

  private void stored() {
    align();
    int length = bits(16);
    if ((length ^ bits(16)) != 0xffff) {
      throw new IllegalStateException("no length");
    }
    for (int i = 0; i < length; i++) {
      put(bits(8));
    }
  }

  private void fixed() {
    int[] literals = new int[288];
    Arrays.fill(literals, 0, 144, 8);
    Arrays.fill(literals, 144, 256, 9);
    Arrays.fill(literals, 256, 280, 7);
    Arrays.fill(literals, 280, 288, 8);
    int[] distances = new int[30];
    Arrays.fill(distances, 5);
    data(literals, distances);
  }

  private void dynamic() {
    int literals = bits(5) + 257;
    int distances = bits(5) + 1;
    int[] codes = new int[19];
    for (int i = 0, count = bits(4) + 4; i < count; i++) {
      codes[ORDER[i]] = bits(3);
    }
    int[] all = new int[literals + distances];
    for (int i = 0; i < all.length; ) {
      int symbol = symbol(codes);
      int value = symbol == 16 ? all[i - 1] : symbol < 16 ? symbol : 0;
      int times =
          switch (symbol) {
            case 16 -> 3 + bits(2);
            case 17 -> 3 + bits(3);
            case 18 -> 11 + bits(7);
            default -> 1;
          };
      Arrays.fill(all, i, i + times, value);
      i += times;
    }
    data(Arrays.copyOf(all, literals), Arrays.copyOfRange(all, literals, all.length));
  }

  private void data(int[] literals, int[] distances) {
    for (int symbol = symbol(literals); symbol != 256; symbol = symbol(literals)) {
      if (symbol < 256) {
        put(symbol);
      } else {
        copy(LENGTHS[symbol - 257] + bits(LENGTH_BITS[symbol - 257]), symbol(distances));
      }
    }
  }

  private void copy(int length, int symbol) {
    int extra = Math.max(0, symbol / 2 - 1);
    int distance = symbol < 2 ? symbol + 1 : ((2 + symbol % 2) << extra) + 1 + bits(extra);
    farthest = Math.max(farthest, distance);
    for (int i = 0; i < length; i++) {
      put(out[size - distance]);
    }
  }

  /// By counting codes from length to length, as they are given out (section 3.2.2).
  private int symbol(int[] lengths) {
    int code = 0;
    int first = 0;
    for (int length = 1; length <= 15; length++) {
      code = (code << 1) | bits(1);
      first <<= 1;
      int count = 0;
      for (int symbol = 0; symbol < lengths.length; symbol++) {
        if (lengths[symbol] == length && first + count++ == code) {
          return symbol;
        }
      }
      first += count;
    }
    throw new IllegalStateException("no such code");
  }

  private int bits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++, place++) {
      value |= ((in[place >> 3] >> (place & 7)) & 1) << i;
    }
    return value;
  }

  private void put(int value) {
    if (size == out.length) {
      out = Arrays.copyOf(out, 2 * size);
    }
    out[size++] = (byte) value;
  }
}

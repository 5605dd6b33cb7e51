package io.weightless.check.bench.coroutine;

import java.nio.ByteBuffer;
import java.util.List;

/// What the stages of a pipeline do with a buffer, which is lent to each in turn.
public final class Buffers {
  /// What each of the four stages after the first changes.
  public static final List<Integer> KEYS = List.of(1, 2, 4, 8);

  private static final int CAPACITY = 4_096;
  private static final long EACH_BYTE = 0x01_01_01_01_01_01_01_01L;
  private static final int ALL_KEYS = 15;

  private Buffers() {}

  public static ByteBuffer fresh() {
    return ByteBuffer.allocate(CAPACITY);
  }

  /// Makes it the one of this number.
  public static ByteBuffer filled(ByteBuffer buffer, int number) {
    long eight = EACH_BYTE * (number & 0xff);
    for (int at = 0; at < CAPACITY; at += Long.BYTES) {
      buffer.putLong(at, eight);
    }
    return buffer;
  }

  public static ByteBuffer changed(ByteBuffer buffer, int key) {
    long eight = EACH_BYTE * key;
    for (int at = 0; at < CAPACITY; at += Long.BYTES) {
      buffer.putLong(at, buffer.getLong(at) ^ eight);
    }
    return buffer;
  }

  /// What it adds to the sum when all have changed it.
  public static int value(ByteBuffer buffer) {
    return buffer.get(CAPACITY - 1) & 0xff;
  }

  /// The sum of the values of so many.
  static long sum(int count) {
    long sum = 0;
    for (int number = 0; number < count; number++) {
      sum += (number & 0xff) ^ ALL_KEYS;
    }
    return sum;
  }
}

package io.weightless.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/// The fields of a snapshot: numbers of up to 63 bits, seven to a byte, the lowest first; and byte
/// arrays after their length.
final class Fields {
  private final ByteBuffer source;

  Fields(ByteBuffer source) {
    this.source = source;
  }

  boolean isAtEnd() {
    return !source.hasRemaining();
  }

  int one() {
    if (isAtEnd()) {
      throw malformed("a field is missing");
    }
    return source.get() & 0xff;
  }

  long number() {
    long number = 0;
    for (int shift = 0; shift < Long.SIZE - 1; shift += 7) {
      int next = one();
      number |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        return number;
      }
    }
    throw malformed("a number is too long");
  }

  byte[] bytes() {
    long length = number();
    if (length > source.remaining()) {
      throw malformed(length + " bytes where " + source.remaining() + " are left");
    }
    byte[] bytes = new byte[(int) length];
    source.get(bytes);
    return bytes;
  }

  String text() {
    return new String(bytes(), UTF_8);
  }

  static void write(ByteArrayOutputStream to, long number) {
    long rest = number;
    for (; rest >= 0x80; rest >>>= 7) {
      to.write((int) ((rest & 0x7f) | 0x80));
    }
    to.write((int) rest);
  }

  static void write(ByteArrayOutputStream to, byte[] bytes) {
    write(to, bytes.length);
    to.writeBytes(bytes);
  }

  /// Of a number.
  static int digits(long number) {
    return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(number) + 6) / 7);
  }

  /// Of so many bytes and their length.
  static long size(int length) {
    return digits(length) + (long) length;
  }

  private static SnapshotRefused malformed(String why) {
    return new SnapshotRefused("it is malformed: " + why);
  }
}

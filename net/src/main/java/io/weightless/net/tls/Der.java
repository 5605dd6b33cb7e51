package io.weightless.net.tls;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/// The little of DER (X.690) that keys of older forms need to be read as PKCS #8.
///
/// Whoever reads gets an [IllegalArgumentException] or a [java.nio.BufferUnderflowException] for
/// what is damaged.
final class Der {
  static final int INTEGER = 0x02;
  static final int OCTET_STRING = 0x04;
  static final int OBJECT_IDENTIFIER = 0x06;
  static final int SEQUENCE = 0x30;

  /// Tag 0 of the structure around it, explicit.
  static final int TAGGED_0 = 0xa0;

  /// More than any file that is read has.
  private static final int MAX_LENGTH_BYTES = 3;

  private static final byte[] VERSION_0 = element(INTEGER, new byte[1]);

  private Der() {}

  /// The contents of the next element of `in`, which has to be of this tag.
  static ByteBuffer contents(ByteBuffer in, int tag) {
    int found = in.get() & 0xff;
    if (found != tag) {
      throw new IllegalArgumentException("tag " + found + " instead of " + tag);
    }
    int length = length(in);
    if (length > in.remaining()) {
      throw new IllegalArgumentException("an element that is longer than what holds it");
    }
    ByteBuffer contents = in.slice(in.position(), length);
    in.position(in.position() + length);
    return contents;
  }

  private static int length(ByteBuffer in) {
    int first = in.get() & 0xff;
    if (first < 0x80) {
      return first;
    }
    int bytes = first & 0x7f;
    if (bytes == 0 || bytes > MAX_LENGTH_BYTES) {
      throw new IllegalArgumentException("a length in " + bytes + " bytes");
    }
    int length = 0;
    for (int i = 0; i < bytes; i++) {
      length = (length << 8) | (in.get() & 0xff);
    }
    return length;
  }

  /// The tag of the next element, or -1 at the end.
  static int nextTag(ByteBuffer in) {
    return in.hasRemaining() ? in.get(in.position()) & 0xff : -1;
  }

  static byte[] bytes(ByteBuffer contents) {
    byte[] bytes = new byte[contents.remaining()];
    contents.get(contents.position(), bytes);
    return bytes;
  }

  /// An element of this tag, which holds `parts` one after the other.
  static byte[] element(int tag, byte[]... parts) {
    ByteArrayOutputStream contents = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      contents.writeBytes(part);
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(tag);
    writeLength(contents.size(), all);
    all.writeBytes(contents.toByteArray());
    return all.toByteArray();
  }

  private static void writeLength(int length, ByteArrayOutputStream out) {
    if (length < 0x80) {
      out.write(length);
      return;
    }
    int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
    out.write(0x80 | bytes);
    for (int i = bytes - 1; i >= 0; i--) {
      out.write(length >> (8 * i));
    }
  }

  /// A key as `PrivateKeyInfo` (RFC 5208): the object identifier of the algorithm, its parameters
  /// as an element, and the key in the form of the algorithm.
  static byte[] pkcs8(byte[] algorithm, byte[] parameters, byte[] key) {
    return element(
        SEQUENCE,
        VERSION_0,
        element(SEQUENCE, element(OBJECT_IDENTIFIER, algorithm), parameters),
        element(OCTET_STRING, key));
  }
}

package io.weightless.http.coding;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/// What stands before the data of one member of gzip (RFC 1952, section 2.3), byte by byte.
final class GzipHeader {
  /// Of all its fields together: names and comments have no length of their own.
  static final int LIMIT = 128 * 1024;

  private static final int CHECKSUM = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xe0;

  private enum Field {
    FIXED,
    EXTRA_LENGTH,
    EXTRA,
    NAME,
    COMMENT,
    CHECKSUM,
    OVER
  }

  private final CRC32 checksum = new CRC32();
  private Field field = Field.FIXED;
  private int flags;

  /// How many bytes there were in all, and how many of the present field.
  private int count;

  private int ofField;

  /// What the present field has come to, if it is a number.
  private int number;

  private int extraLength;

  /// @return whether it is over, and the data begins
  boolean read(ByteBuffer source) throws MalformedContent {
    while (field != Field.OVER && source.hasRemaining()) {
      take(source.get() & 0xff);
      if (++count > LIMIT) {
        throw new MalformedContent("its header is longer than " + LIMIT + " bytes");
      }
    }
    return field == Field.OVER;
  }

  private void take(int b) throws MalformedContent {
    boolean isLast =
        switch (field) {
          case FIXED -> takeFixed(b);
          case EXTRA_LENGTH -> takeNumber(b);
          case EXTRA -> ofField == extraLength - 1;
          case NAME, COMMENT -> b == 0;
          case CHECKSUM -> takeNumber(b);
          case OVER -> throw new AssertionError("nothing is taken behind the end");
        };
    if (field == Field.CHECKSUM) {
      checkSum(isLast);
    } else {
      checksum.update(b);
    }
    ofField++;
    if (isLast) {
      next();
    }
  }

  private boolean takeFixed(int b) throws MalformedContent {
    switch (ofField) {
      case 0 -> check(b == 0x1f, "it does not begin as a gzip does");
      case 1 -> check(b == 0x8b, "it does not begin as a gzip does");
      case 2 -> check(b == 8, "its compression method is " + b + "; gzip has only 8");
      case 3 -> {
        check((b & RESERVED) == 0, "it has flags that nobody knows: " + b);
        flags = b;
      }
      default -> {} // when and where it was made
    }
    return ofField == 9;
  }

  /// Two bytes, the lower one first.
  private boolean takeNumber(int b) {
    number = ofField == 0 ? b : number | b << 8;
    return ofField == 1;
  }

  private void checkSum(boolean isLast) throws MalformedContent {
    check(!isLast || number == (checksum.getValue() & 0xffff), "its header has another checksum");
  }

  private void next() {
    extraLength = field == Field.EXTRA_LENGTH ? number : 0;
    ofField = 0;
    do {
      field =
          switch (field) {
            case FIXED -> Field.EXTRA_LENGTH;
            case EXTRA_LENGTH -> Field.EXTRA;
            case EXTRA -> Field.NAME;
            case NAME -> Field.COMMENT;
            case COMMENT -> Field.CHECKSUM;
            case CHECKSUM, OVER -> Field.OVER;
          };
    } while (!isThere());
  }

  private boolean isThere() {
    return switch (field) {
      case FIXED, OVER -> true;
      case EXTRA_LENGTH -> (flags & EXTRA) != 0;
      case EXTRA -> extraLength > 0;
      case NAME -> (flags & NAME) != 0;
      case COMMENT -> (flags & COMMENT) != 0;
      case CHECKSUM -> (flags & CHECKSUM) != 0;
    };
  }

  private static void check(boolean isFine, String fault) throws MalformedContent {
    if (!isFine) {
      throw new MalformedContent(fault);
    }
  }
}

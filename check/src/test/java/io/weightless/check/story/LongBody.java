package io.weightless.check.story;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.function.LongConsumer;

/// A body that is too long to be kept: each byte follows from its position.
///
/// @param length in bytes
record LongBody(long length) {
  private static final int PART = 256 * 1024;

  /// Prime, so that nothing which is lost or doubled has a length that goes unnoticed.
  private static final int PERIOD = 1_000_003;

  /// One period, and what a part can have behind its end.
  private static final byte[] CONTENT = content();

  private static byte[] content() {
    byte[] content = new byte[PERIOD + PART];
    new Random(PERIOD).nextBytes(content);
    System.arraycopy(content, 0, content, PERIOD, PART);
    return content;
  }

  void writeTo(OutputStream out) throws IOException {
    for (long at = 0; at < length; at += PART) {
      out.write(CONTENT, (int) (at % PERIOD), (int) Math.min(PART, length - at));
    }
  }

  /// In chunks of all sizes up to a part.
  void writeChunksTo(OutputStream out) throws IOException {
    Random sizes = new Random(length);
    long at = 0;
    while (at < length) {
      int size = (int) Math.min(1 + sizes.nextInt(PART), length - at);
      out.write((Integer.toHexString(size) + "\r\n").getBytes(US_ASCII));
      out.write(CONTENT, (int) (at % PERIOD), size);
      out.write("\r\n".getBytes(US_ASCII));
      at += size;
    }
    out.write("0\r\n\r\n".getBytes(US_ASCII));
  }

  /// Reads all, and throws where it is not as it should be.
  ///
  /// @param progress is told of each byte's position when it was read, or of a later one's
  void readFrom(InputStream in, LongConsumer progress) throws IOException {
    byte[] part = new byte[PART];
    long at = 0;
    for (int count = in.read(part); count >= 0; count = in.read(part)) {
      int from = (int) (at % PERIOD);
      int wrong = Arrays.mismatch(part, 0, count, CONTENT, from, from + count);
      if (wrong >= 0) {
        throw new AssertionError("byte " + (at + wrong) + " is wrong");
      }
      at += count;
      progress.accept(at);
    }
    if (at != length) {
      throw new AssertionError("it ends after " + at + " bytes");
    }
  }
}

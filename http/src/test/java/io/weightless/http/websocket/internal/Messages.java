package io.weightless.http.websocket.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;

/// Payloads, and what the tests do with them.
final class Messages {
  private Messages() {}

  /// Of bytes in hex, blanks between them.
  static byte[] hex(String text) {
    return HexFormat.ofDelimiter(" ").parseHex(text);
  }

  static String hex(ByteBuffer buffer) {
    return HexFormat.ofDelimiter(" ").formatHex(taken(buffer));
  }

  /// What remains in `buffer`.
  static byte[] taken(ByteBuffer buffer) {
    byte[] all = new byte[buffer.remaining()];
    buffer.get(all);
    return all;
  }

  /// As long as a window, of which the end is the beginning again.
  static byte[] farApart(SplittableRandom random, int window) {
    byte[] all = new byte[window];
    random.nextBytes(all);
    int again = window / 8 * 3;
    System.arraycopy(all, 0, all, window - again, again);
    return all;
  }

  /// Words that come again and again, also from afar; and now and then noise.
  static byte[] random(SplittableRandom random, int most) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int length = random.nextInt(most + 1);
    int kind = random.nextInt(4);
    while (out.size() < length) {
      byte[] word = new byte[1 + random.nextInt(9)];
      new SplittableRandom(random.nextInt(kind == 0 ? 1 << 30 : 40 << (2 * kind))).nextBytes(word);
      out.writeBytes(word);
    }
    return Arrays.copyOf(out.toByteArray(), length);
  }

  /// Decompresses a message that comes in these pieces, with so much room at a time.
  static byte[] inflated(Inflating inflating, int room, byte[]... pieces) throws Violation {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      ByteBuffer in = ByteBuffer.wrap(piece);
      inflating.feed(in);
      while (!inflating.isDry()) {
        ByteBuffer target = ByteBuffer.allocate(room);
        inflating.inflate(target);
        out.writeBytes(taken(target.flip()));
      }
    }
    inflating.endMessage();
    return out.toByteArray();
  }
}

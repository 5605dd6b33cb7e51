package io.weightless.http.websocket.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// What a client does to its payloads: byte i is combined with byte i modulo 4 of the frame's key
/// (RFC 6455, section 5.3). To do it again undoes it.
public final class Masking {
  private Masking() {}

  /// Puts `count` bytes of `source` into `target`, masked.
  ///
  /// @param key its first byte is the highest one; 0 leaves all as it is
  /// @param at how many bytes of the payload came before
  public static void copy(ByteBuffer source, ByteBuffer target, int count, int key, long at) {
    if (key == 0) {
      target.put(target.position(), source, source.position(), count);
    } else {
      mask(source, target, count, Integer.rotateLeft(key, (int) (at & 3) * 8));
    }
    source.position(source.position() + count);
    target.position(target.position() + count);
  }

  private static void mask(ByteBuffer source, ByteBuffer target, int count, int key) {
    int from = source.position();
    int to = target.position();
    int left = count;
    if (source.order() == ByteOrder.BIG_ENDIAN && target.order() == ByteOrder.BIG_ENDIAN) {
      long twice = ((long) key << 32) | (key & 0xffff_ffffL);
      for (; left >= Long.BYTES; left -= Long.BYTES) {
        target.putLong(to, source.getLong(from) ^ twice);
        from += Long.BYTES;
        to += Long.BYTES;
      }
    }
    for (int i = 0; i < left; i++) {
      target.put(to + i, (byte) (source.get(from + i) ^ (key >> (24 - (i & 3) * 8))));
    }
  }
}

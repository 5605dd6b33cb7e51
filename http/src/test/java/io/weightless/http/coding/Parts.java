package io.weightless.http.coding;

import io.weightless.http.IncomingBody;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/// A body that comes in parts, each lent until the next is asked for: then it is overwritten.
final class Parts implements IncomingBody {
  private final Deque<byte[]> parts = new ArrayDeque<>();
  private byte[] lent = {};

  /// @param size of each but the last
  static Parts of(byte[] whole, int size) {
    Parts parts = new Parts();
    for (int at = 0; at < whole.length; at += size) {
      parts.parts.add(Arrays.copyOfRange(whole, at, Math.min(at + size, whole.length)));
    }
    return parts;
  }

  /// In two parts.
  static Parts split(byte[] whole, int at) {
    Parts parts = new Parts();
    if (at > 0) {
      parts.parts.add(Arrays.copyOf(whole, at));
    }
    if (at < whole.length) {
      parts.parts.add(Arrays.copyOfRange(whole, at, whole.length));
    }
    return parts;
  }

  int left() {
    return parts.size();
  }

  @Override
  public ByteBuffer read() {
    Arrays.fill(lent, (byte) 0);
    byte[] next = parts.poll();
    lent = next == null ? new byte[0] : next;
    return ByteBuffer.wrap(lent);
  }

  @Override
  public long length() {
    return UNKNOWN;
  }
}

package io.weightless.http.websocket.internal;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// The last bytes that came out of a decompressor, up to a window full of them.
final class History {
  private static final int FIRST_BYTES = 1024;

  private final int limit;
  private byte[] bytes = new byte[0];
  private int next;
  private boolean isFull;

  /// @param limit how many bytes it remembers
  History(int limit) {
    this.limit = limit;
  }

  /// Remembers `written`, which is used up by it.
  void add(ByteBuffer written) {
    int surplus = written.remaining() - limit;
    if (surplus > 0) {
      written.position(written.position() + surplus);
    }
    makeRoom(written.remaining());
    while (written.hasRemaining()) {
      int length = Math.min(written.remaining(), bytes.length - next);
      written.get(bytes, next, length);
      next += length;
      if (next == limit) {
        next = 0;
        isFull = true;
      }
    }
  }

  /// All of it, the oldest byte first.
  byte[] toArray() {
    if (!isFull) {
      return Arrays.copyOf(bytes, next);
    }
    byte[] all = Arrays.copyOfRange(bytes, next, next + limit);
    System.arraycopy(bytes, 0, all, limit - next, next);
    return all;
  }

  void clear() {
    bytes = new byte[0];
    next = 0;
    isFull = false;
  }

  private void makeRoom(int more) {
    if (!isFull && next + more > bytes.length) {
      int wanted = Math.max(Math.max(FIRST_BYTES, 2 * bytes.length), next + more);
      bytes = Arrays.copyOf(bytes, Math.min(limit, wanted));
    }
  }
}

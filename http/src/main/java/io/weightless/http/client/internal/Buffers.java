package io.weightless.http.client.internal;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/// What is written from: held while there is something to write, so a few serve many connections.
final class Buffers {
  static final int BYTES = 16 * 1024;
  private static final int KEPT = 16;

  private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>();

  /// An empty one with room for so many bytes at least.
  ByteBuffer take(int bytes) {
    if (bytes > BYTES) {
      return ByteBuffer.allocateDirect(bytes);
    }
    ByteBuffer buffer = free.poll();
    return buffer == null ? ByteBuffer.allocateDirect(BYTES) : buffer.clear();
  }

  void giveBack(ByteBuffer buffer) {
    if (free.size() < KEPT && buffer.capacity() == BYTES) {
      free.push(buffer);
    }
  }
}

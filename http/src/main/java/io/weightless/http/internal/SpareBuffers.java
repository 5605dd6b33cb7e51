package io.weightless.http.internal;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// What connections in coroutines write from, which share no server: any thread may take one.
final class SpareBuffers {
  /// How many are kept.
  private static final int MOST = 64;

  static final SpareBuffers ALL = new SpareBuffers();

  private final ConcurrentLinkedQueue<ByteBuffer> spare = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();

  private SpareBuffers() {}

  /// @param bytes of which all have the same
  ByteBuffer take(int bytes) {
    ByteBuffer buffer = spare.poll();
    if (buffer == null) {
      return ByteBuffer.allocateDirect(bytes);
    }
    count.decrementAndGet();
    return buffer;
  }

  void giveBack(ByteBuffer buffer) {
    if (count.getAndIncrement() < MOST) {
      spare.add(buffer);
    } else {
      count.decrementAndGet();
    }
  }
}

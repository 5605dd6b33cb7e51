package io.weightless.simulation;

import io.weightless.net.internal.memory.Lender;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;

/// Buffers to lend to readers. One that comes back is spoilt, and rests for a while, so that use
/// after its time shows.
final class Lending implements Lender {
  static final int CAPACITY = 16 * 1024;

  /// How many come back after a buffer before it is lent again.
  static final int RESTING = 16;

  private static final long JUNK = 0xDEAD_BEEF_DEAD_BEEFL;

  private final ArrayDeque<ByteBuffer> resting = new ArrayDeque<>();

  /// Direct, as those of a real network.
  @Override
  public ByteBuffer take() {
    return resting.size() > RESTING
        ? resting.remove().clear().order(ByteOrder.BIG_ENDIAN)
        : ByteBuffer.allocateDirect(CAPACITY);
  }

  /// Whoever still has it finds nothing in it; in what he made of it, junk.
  @Override
  public void give(ByteBuffer buffer) {
    for (buffer.clear(); buffer.hasRemaining(); ) {
      buffer.putLong(JUNK);
    }
    buffer.limit(0);
    resting.add(buffer);
  }
}

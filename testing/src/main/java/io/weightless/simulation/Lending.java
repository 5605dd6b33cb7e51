package io.weightless.simulation;

import io.weightless.net.internal.memory.Lender;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/// Buffers to lend to readers. One that comes back is spoilt, and rests for a while, so that use
/// after its time shows.
final class Lending implements Lender {
  static final int CAPACITY = 16 * 1024;

  /// How many come back after a buffer before it is lent again.
  static final int RESTING = 16;

  private static final int MOST_KEPT = 4_096;

  private static final long JUNK = 0xDEAD_BEEF_DEAD_BEEFL;

  /// Of simulations that have ended, for those that come: where memory outside of the heap runs
  /// out, the JDK waits for a collection, and such a wait has no place in a simulation.
  private static final BlockingQueue<ByteBuffer> SPARE = new ArrayBlockingQueue<>(MOST_KEPT);

  private static final AtomicLong MADE = new AtomicLong();

  private final ArrayDeque<ByteBuffer> resting = new ArrayDeque<>();

  /// Direct, as those of a real network.
  @Override
  public ByteBuffer take() {
    ByteBuffer used = resting.size() > RESTING ? resting.remove() : SPARE.poll();
    return used == null ? fresh() : used.clear().order(ByteOrder.BIG_ENDIAN);
  }

  /// Those that are kept are never freed: the JDK frees others by a list with a lock, which one of
  /// its own threads takes, too, and to wait for that one has no place in a simulation either.
  private static ByteBuffer fresh() {
    return MADE.incrementAndGet() <= MOST_KEPT
        ? Arena.global().allocate(CAPACITY, Long.BYTES).asByteBuffer()
        : ByteBuffer.allocateDirect(CAPACITY);
  }

  /// Nobody has any of them any more.
  void end() {
    resting.forEach(SPARE::offer);
    resting.clear();
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

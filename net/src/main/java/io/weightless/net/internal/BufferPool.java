package io.weightless.net.internal;

import io.weightless.net.internal.memory.Lender;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Direct buffers to read into. Only connections whose bytes are being looked at hold one, so a few
/// serve very many; what is more than [#KEPT] when it comes back is left to the garbage collector.
public final class BufferPool implements Lender {
  public static final int CAPACITY = 16 * 1024;
  public static final int KEPT = 256;

  /// What there is to read at the end.
  public static final ByteBuffer END = ByteBuffer.allocate(0);

  /// Where bytes come from.
  public interface Source {
    /// @return how many bytes it put into `target`, 0 when there are none now, -1 at the end
    int read(ByteBuffer target) throws IOException;
  }

  /// The one that was given back last is taken first, for it may still be in the processor's cache.
  private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>();

  private int lent;

  @Override
  public ByteBuffer take() {
    lent++;
    ByteBuffer buffer = free.poll();
    return buffer == null
        ? ByteBuffer.allocateDirect(CAPACITY)
        : buffer.clear().order(ByteOrder.BIG_ENDIAN);
  }

  /// Lends a buffer that was filled.
  ///
  /// @return null when there was nothing to fill it with, [#END] at the end
  public @Nullable ByteBuffer fill(Source source) throws IOException {
    ByteBuffer buffer = take();
    int length = 0;
    try {
      length = source.read(buffer);
    } finally {
      if (length <= 0) {
        give(buffer);
      }
    }
    return length < 0 ? END : length == 0 ? null : buffer.flip();
  }

  /// Whoever still has it finds nothing in it; with assertions on, garbage.
  @Override
  public void give(ByteBuffer buffer) {
    takeBack(buffer);
    if (free.size() < KEPT) {
      free.push(buffer);
    }
  }

  /// A buffer of somebody else's is lent: it counts as taken.
  public void lend() {
    lent++;
  }

  /// One that was lent comes back to its owner, as with [#give].
  public void takeBack(ByteBuffer buffer) {
    lent--;
    assert spoil(buffer);
    buffer.limit(0);
  }

  /// One that was taken is not given back: whoever has it keeps it.
  @Override
  public void drop() {
    lent--;
  }

  /// How many were taken and not given back.
  public int lent() {
    return lent;
  }

  /// How many wait to be taken.
  public int kept() {
    return free.size();
  }

  private static boolean spoil(ByteBuffer buffer) {
    buffer.clear();
    while (buffer.remaining() >= Long.BYTES) {
      buffer.putLong(0xDEAD_BEEF_DEAD_BEEFL);
    }
    return true;
  }
}

package io.weightless.net.internal.ready;

import io.weightless.net.internal.Counters;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Gives what a task writes to the system in one piece: small and heap buffers are copied together
/// first, large direct ones go as they are.
///
/// The JDK would copy all of a heap buffer for each attempt, however little of it the system takes.
final class Gather {
  /// How much is copied at once.
  static final int STAGE_BYTES = 64 * 1024;

  /// Several direct buffers that are shorter than this together are copied: that costs less than to
  /// tell the system where each of them is.
  private static final int WORTH_COPYING_BYTES = 8 * 1024;

  /// The most buffers for one call; of more than that the JDK, or the system, would take a part.
  private static final int MOST_GATHERED = 64;

  /// The most for one call, lest a fast reader keeps the loop in it.
  static final int CALL_BYTES = 1024 * 1024;

  private final ByteBuffer stage = ByteBuffer.allocateDirect(STAGE_BYTES);
  private final Counters counters;
  private boolean full;

  Gather(Counters counters) {
    this.counters = counters;
  }

  /// Writes as much as the system takes, at least one byte of `sources[first]` being left. Waits
  /// never.
  ///
  /// @return how many bytes; their sources' positions have moved on by that
  int write(Connection connection, ByteBuffer[] sources, int first) throws IOException {
    ByteBuffer head = sources[first];
    boolean alone = nextWithBytes(sources, first + 1) == sources.length;
    int taken;
    if (isLittle(sources, first, connection.copies())) {
      taken = writeEach(connection, sources, first);
    } else if (head.isDirect() && (alone || head.remaining() >= STAGE_BYTES)) {
      taken = writeOne(connection, head);
    } else if (isWorthGathering(sources, first)) {
      taken = writeMany(connection, sources, first);
    } else {
      taken = writeStaged(connection, sources, first);
    }
    counters.sent += taken;
    return taken;
  }

  /// Whether the last write took less than it was given: the next one would take nothing.
  boolean isFull() {
    return full;
  }

  /// The first of `sources` from `from` on that has bytes left; their number when none has.
  static int nextWithBytes(ByteBuffer[] sources, int from) {
    int next = from;
    while (next < sources.length && !sources[next].hasRemaining()) {
      next++;
    }
    return next;
  }

  private static boolean isLittle(ByteBuffer[] sources, int first, int most) {
    int left = most;
    for (int i = first; i < sources.length && left > 0; i++) {
      left -= sources[i].remaining();
    }
    return left > 0;
  }

  private int writeEach(Connection connection, ByteBuffer[] sources, int first) throws IOException {
    int taken = 0;
    full = false;
    for (int i = first; i < sources.length && !full; i++) {
      taken += connection.write(sources[i]);
      full = sources[i].hasRemaining();
    }
    return taken;
  }

  private int writeOne(Connection connection, ByteBuffer source) throws IOException {
    int end = source.limit();
    int offered = Math.min(source.remaining(), CALL_BYTES);
    source.limit(source.position() + offered);
    try {
      int taken = connection.write(source);
      full = taken < offered;
      return taken;
    } finally {
      source.limit(end);
    }
  }

  /// All direct, too long to copy, and short enough for one call.
  private static boolean isWorthGathering(ByteBuffer[] sources, int first) {
    if (sources.length - first > MOST_GATHERED) {
      return false;
    }
    long total = 0;
    for (int i = first; i < sources.length; i++) {
      if (sources[i].hasRemaining() && !sources[i].isDirect()) {
        return false;
      }
      total += sources[i].remaining();
    }
    return total > WORTH_COPYING_BYTES && total <= CALL_BYTES;
  }

  private int writeMany(Connection connection, ByteBuffer[] sources, int first) throws IOException {
    int taken = (int) connection.write(sources, first, sources.length - first);
    full = nextWithBytes(sources, first) < sources.length;
    return taken;
  }

  private int writeStaged(Connection connection, ByteBuffer[] sources, int first)
      throws IOException {
    stage.clear();
    for (int i = first; i < sources.length && stage.hasRemaining(); i++) {
      ByteBuffer source = sources[i];
      int length = Math.min(source.remaining(), stage.remaining());
      stage.put(stage.position(), source, source.position(), length);
      stage.position(stage.position() + length);
    }
    stage.flip();
    int taken = connection.write(stage);
    full = stage.hasRemaining();
    moveOn(sources, first, taken);
    return taken;
  }

  private static void moveOn(ByteBuffer[] sources, int first, int bytes) {
    int left = bytes;
    for (int i = first; left > 0; i++) {
      int length = Math.min(left, sources[i].remaining());
      sources[i].position(sources[i].position() + length);
      left -= length;
    }
  }
}

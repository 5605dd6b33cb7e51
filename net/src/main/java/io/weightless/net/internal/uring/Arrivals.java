package io.weightless.net.internal.uring;

import io.weightless.net.internal.BufferPool;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// What came to one connection and was not read yet, first come first, and the buffer that is lent
/// of it.
final class Arrivals {
  private static final int NONE = -1;

  private final ProvidedBuffers buffers;
  private int first = NONE;
  private int last = NONE;
  private int count;
  private int lent = NONE;

  Arrivals(ProvidedBuffers buffers) {
    this.buffers = buffers;
  }

  void add(int number) {
    buffers.next[number] = NONE;
    if (first == NONE) {
      first = number;
    } else {
      buffers.next[last] = number;
    }
    last = number;
    count++;
  }

  int count() {
    return count;
  }

  /// Null when there is none.
  @Nullable ByteBuffer lend() {
    if (first == NONE) {
      return null;
    }
    lent = first;
    first = buffers.next[first];
    count--;
    return buffers.lend(lent);
  }

  /// @param buffer what was lent; it may be one of the pool
  void giveBack(ByteBuffer buffer, BufferPool pool) {
    if (lent == NONE) {
      pool.give(buffer);
    } else {
      buffers.giveBack(lent);
      lent = NONE;
    }
  }

  void leave(BufferPool pool) {
    if (lent == NONE) {
      pool.drop();
    } else {
      buffers.leave(lent);
      lent = NONE;
    }
  }

  /// What was not read is not wanted.
  void throwAway() {
    while (first != NONE) {
      int next = buffers.next[first];
      buffers.throwAway(first);
      first = next;
    }
    count = 0;
  }
}

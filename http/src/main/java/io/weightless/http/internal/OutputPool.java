package io.weightless.http.internal;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/// Buffers that responses are gathered in. A connection has one only while it has something to
/// write, so a server with thousands of idle connections needs a handful.
final class OutputPool {
  /// Of one buffer; also what a response's head may have at most.
  static final int BYTES = 16 * 1024;

  private final Memory memory;
  private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>();

  private final IntFunction<ByteBuffer> buffers;
  private final int kept;
  private final Consumer<ByteBuffer> others;

  /// @param buffers makes a buffer of so many bytes
  /// @param kept how many are kept
  /// @param others takes the others
  OutputPool(
      Memory memory, IntFunction<ByteBuffer> buffers, int kept, Consumer<ByteBuffer> others) {
    this.memory = memory;
    this.buffers = buffers;
    this.kept = kept;
    this.others = others;
  }

  ByteBuffer take() {
    memory.holdAnyway(BYTES);
    ByteBuffer buffer = free.pollLast();
    return buffer == null ? buffers.apply(BYTES) : buffer;
  }

  void giveBack(ByteBuffer buffer) {
    memory.free(BYTES);
    if (free.size() < kept) {
      free.addLast(buffer.clear());
    } else {
      others.accept(buffer.clear());
    }
  }

  /// For tests: how many lie here unused.
  int free() {
    return free.size();
  }
}

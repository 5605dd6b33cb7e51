package io.weightless.net.internal.uring;

import io.weightless.net.internal.BufferPool;
import io.weightless.net.internal.linux.Libc;
import io.weightless.net.internal.linux.Memory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Buffers that the kernel receives into: it takes one when something has come, so that a
/// connection that waits has none.
///
/// Whoever keeps them all starves nobody: what comes then stays in the sockets, and is read into
/// buffers of the pool.
final class ProvidedBuffers {
  static final int COUNT = 256;
  static final int BYTES = 2 * 1024;

  /// Of `struct io_uring_buf`; the first one's last field is the tail of the ring.
  private static final int ENTRY_BYTES = 16;

  private static final int ENTRY_LENGTH = 8;
  private static final int ENTRY_NUMBER = 12;
  private static final int TAIL = 14;

  private final BufferPool pool;
  private final ByteBuffer[] buffers = new ByteBuffer[COUNT];
  private final long[] addresses = new long[COUNT];
  private final boolean[] taken = new boolean[COUNT];
  private final int[] lengths = new int[COUNT];

  /// The one that came next to the same connection.
  final int[] next = new int[COUNT];

  private long ring;
  private short tail;
  private int left;

  ProvidedBuffers(BufferPool pool) {
    this.pool = pool;
    ByteBuffer all = ByteBuffer.allocateDirect(COUNT * BYTES);
    for (int i = 0; i < COUNT; i++) {
      use(i, all.slice(i * BYTES, BYTES));
    }
  }

  private void use(int number, ByteBuffer buffer) {
    buffers[number] = buffer;
    addresses[number] = Memory.addressOf(buffer);
  }

  /// Gives the kernel all that nobody has.
  void registerWith(Libc libc, Ring kernel) throws IOException {
    long fresh = Memory.map(libc, COUNT * ENTRY_BYTES);
    try {
      kernel.registerBuffers(fresh, COUNT);
    } catch (IOException e) {
      Memory.unmap(fresh, COUNT * ENTRY_BYTES);
      throw e;
    }
    unmap();
    ring = fresh;
    tail = 0;
    left = 0;
    for (int i = 0; i < COUNT; i++) {
      if (!taken[i]) {
        offer(i);
      }
    }
  }

  private void offer(int number) {
    long entry = ring + (long) (tail++ & COUNT - 1) * ENTRY_BYTES;
    Memory.setLong(entry, addresses[number]);
    Memory.setInt(entry + ENTRY_LENGTH, BYTES);
    Memory.setShort(entry + ENTRY_NUMBER, (short) number);
    Memory.setShortRelease(ring + TAIL, tail);
    taken[number] = false;
    left++;
  }

  /// How many the kernel has, as far as is known: it may just have taken some.
  int left() {
    return left;
  }

  /// The kernel has filled this one.
  void arrived(int number, int length) {
    taken[number] = true;
    lengths[number] = length;
    left--;
  }

  /// Lends one that has arrived.
  ByteBuffer lend(int number) {
    pool.lend();
    return buffers[number].clear().limit(lengths[number]).order(ByteOrder.BIG_ENDIAN);
  }

  void giveBack(int number) {
    pool.takeBack(buffers[number]);
    offer(number);
  }

  /// Whoever has it keeps it; the kernel gets new memory in its place.
  void leave(int number) {
    pool.drop();
    use(number, ByteBuffer.allocateDirect(BYTES));
    offer(number);
  }

  /// Nobody has seen what is in it.
  void throwAway(int number) {
    offer(number);
  }

  /// Call when the kernel can't use them any more.
  void unmap() {
    if (ring != 0) {
      Memory.unmap(ring, COUNT * ENTRY_BYTES);
      ring = 0;
    }
  }
}

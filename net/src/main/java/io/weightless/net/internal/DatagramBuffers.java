package io.weightless.net.internal;

import java.nio.ByteBuffer;

/// What datagrams are lent in: a buffer of the pool, or for the few that are longer, memory of
/// their own.
///
/// @param pool of the reactor
public record DatagramBuffers(BufferPool pool) {
  /// The longest that is received whole: no UDP datagram is longer, RFC 768.
  public static final int MOST = 64 * 1024;

  /// A copy of what remains in `whole`, to lend.
  public ByteBuffer copy(ByteBuffer whole) {
    int length = whole.remaining();
    ByteBuffer target = length <= BufferPool.CAPACITY ? pool.take() : ByteBuffer.allocate(length);
    return target.put(whole).flip();
  }

  public void giveBack(ByteBuffer lent) {
    if (isPooled(lent)) {
      pool.give(lent);
    } else {
      lent.limit(0);
    }
  }

  /// Whoever has it keeps it.
  public void leave(ByteBuffer lent) {
    if (isPooled(lent)) {
      pool.drop();
    }
  }

  private static boolean isPooled(ByteBuffer lent) {
    return lent.isDirect();
  }
}

package io.weightless.net.internal.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// Moves bytes between sockets that don't block, buffers and files. A result below 0 is the
/// negative number of an error.
public final class Transfer {
  private static final Function RECV = Function.brief("recv");
  private static final Function SEND_SHORT = Function.brief("send");
  private static final Function SEND = Function.named("send");
  private static final Function WRITEV = Function.named("writev");
  private static final Function SENDFILE = Function.named("sendfile");

  private static final int MSG_NOSIGNAL = 0x4000;

  /// What is longer takes so long to copy that others should not be held up by it.
  private static final int SHORT_BYTES = 64 * 1024;

  private static final int MOST_PARTS = 64;
  private static final int PART_BYTES = 2 * Long.BYTES;

  private final Libc libc;
  private final MemorySegment parts;
  private final MemorySegment offset;

  Transfer(Libc libc) {
    this.libc = libc;
    parts = libc.allocate(MOST_PARTS * PART_BYTES);
    offset = libc.allocate(Long.BYTES);
  }

  /// Into a direct buffer, whose position moves on.
  ///
  /// @return 0 at the end
  public int receive(int socket, ByteBuffer target) {
    return moved(RECV.call(libc, socket, addressOf(target), target.remaining()), target);
  }

  /// From a direct buffer, whose position moves on.
  public int send(int socket, ByteBuffer source) {
    int bytes = source.remaining();
    Function send = bytes <= SHORT_BYTES ? SEND_SHORT : SEND;
    return moved(send.call(libc, socket, addressOf(source), bytes, MSG_NOSIGNAL), source);
  }

  /// From several direct buffers, whose positions move on.
  ///
  /// @param count at most 64
  public int send(int socket, ByteBuffer[] sources, int first, int count) {
    for (int i = 0; i < count; i++) {
      parts.set(JAVA_LONG, (long) i * PART_BYTES, addressOf(sources[first + i]));
      parts.set(JAVA_LONG, (long) i * PART_BYTES + Long.BYTES, sources[first + i].remaining());
    }
    int sent = WRITEV.call(libc, socket, parts.address(), count);
    int left = sent;
    for (int i = first; left > 0; i++) {
      int part = Math.min(left, sources[i].remaining());
      sources[i].position(sources[i].position() + part);
      left -= part;
    }
    return sent;
  }

  /// `sendfile`. Holds the thread until the disk has answered.
  public int send(int socket, int file, long position, int count) {
    offset.set(JAVA_LONG, 0, position);
    return SENDFILE.call(libc, socket, file, offset.address(), count);
  }

  /// Of the next byte in a direct buffer.
  static long addressOf(ByteBuffer buffer) {
    MemorySegment bytes = MemorySegment.ofBuffer(buffer);
    if (!bytes.scope().isAlive()) {
      throw new IllegalStateException("the memory of a buffer is freed already");
    }
    return bytes.address();
  }

  private static int moved(int result, ByteBuffer buffer) {
    if (result > 0) {
      buffer.position(buffer.position() + result);
    }
    return result;
  }
}
